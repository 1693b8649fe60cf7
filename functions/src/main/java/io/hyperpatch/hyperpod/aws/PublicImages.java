package io.hyperpatch.hyperpod.aws;

import io.hyperpatch.admission.OwnImages;
import io.hyperpatch.admission.aws.ImageTracker;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.image.Image;
import io.hyperpatch.image.ImageFamily;
import io.hyperpatch.image.aws.Ec2Images;
import io.hyperpatch.platform.Platform;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Finds HyperPod's public images, by their names in EC2 and by the public parameters that hold their ids.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/hyperpod-custom-ami-how-to.html">Select a base AMI</a>
 */
public final class PublicImages implements OwnImages {
    /**
     * Below it: {@code x86_64/eks-1.31-amazon-linux-2/latest/ami-id}, {@code
     * x86_64/slurm-ubuntu-22.04/latest/ami-id}.
     */
    public static final String PARAMETERS = "/aws/service/sagemaker-hyperpod/ami/";

    private final Ec2Images images;
    private final SsmClient ssm;

    public PublicImages(Ec2Images images, SsmClient ssm) {
        this.images = Objects.requireNonNull(images);
        this.ssm = Objects.requireNonNull(ssm);
    }

    @Override
    public List<Image> family(ImageFamily family) {
        return images.search(
                List.of(Image.AMAZON),
                true,
                List.of(Filter.builder()
                        .name("name")
                        .values(ImageTracker.literal(family.prefix()) + "*")
                        .build()));
    }

    /**
     * The image ids of all parameters for an architecture and an orchestrator. On EKS there is one per
     * Kubernetes line, and HyperPod does not show which line a group is on: so several are the rule there.
     */
    @Override
    public List<String> newest(String architecture, Platform platform) {
        String path = PARAMETERS + architecture + "/";
        String begin = path + platform.key().toLowerCase(Locale.ROOT) + "-";
        return ssm.getParametersByPathPaginator(request -> request.path(path).recursive(true)).stream()
                .flatMap(page -> page.parameters().stream())
                .filter(parameter ->
                        parameter.name().startsWith(begin) && parameter.name().endsWith("/latest/ami-id"))
                .map(parameter -> parameter.value().strip())
                .filter(text -> Pin.Exact.find(text).isPresent())
                .toList();
    }
}
