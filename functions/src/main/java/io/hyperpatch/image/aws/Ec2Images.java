package io.hyperpatch.image.aws;

import io.hyperpatch.image.Image;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.StateReason;

/** Reads images and instance types from EC2, anew each time. */
public final class Ec2Images {
    private static final String ML = "ml.";
    private static final Set<String> NO_SUCH_IMAGE =
            Set.of("InvalidAMIID.NotFound", "InvalidAMIID.Malformed", "InvalidAMIID.Unavailable");
    private static final Set<String> NO_SUCH_TYPE = Set.of("InvalidInstanceType", "InvalidParameterValue");

    private final Ec2Client ec2;

    public Ec2Images(Ec2Client ec2) {
        this.ec2 = Objects.requireNonNull(ec2);
    }

    /**
     * The image, also a disabled or deprecated one, so that these are told apart from one that is not there.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html">DescribeImages</a>
     */
    public Optional<Image> find(String amiId) {
        return unless(NO_SUCH_IMAGE, () -> ec2
                .describeImages(
                        request -> request.imageIds(amiId).includeDisabled(true).includeDeprecated(true))
                .images()
                .stream()
                .filter(image -> amiId.equalsIgnoreCase(image.imageId()))
                .findFirst()
                .map(Ec2Images::image));
    }

    /**
     * What a HyperPod instance type can run; empty if EC2 does not know the type (in this region).
     *
     * @param instanceType as HyperPod writes it, {@code ml.p5.48xlarge}
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html">
     *     DescribeInstanceTypes</a>
     */
    public Set<String> architectures(String instanceType) {
        String type = instanceType.startsWith(ML) ? instanceType.substring(ML.length()) : instanceType;
        return unless(
                        NO_SUCH_TYPE,
                        () -> Optional.of(ec2
                                .describeInstanceTypes(request -> request.instanceTypesWithStrings(type))
                                .instanceTypes()
                                .stream()
                                .filter(info -> info.processorInfo() != null)
                                .flatMap(info -> info.processorInfo().supportedArchitecturesAsStrings().stream())
                                .collect(Collectors.toUnmodifiableSet())))
                .orElse(Set.of());
    }

    /**
     * The architectures that every one of these instance types can run: a flexible group has several. Empty if EC2 does not know one.
     *
     * @param instanceTypes as HyperPod writes them
     */
    public Set<String> architectures(List<String> instanceTypes) {
        return instanceTypes.stream()
                .map(this::architectures)
                .reduce((left, right) -> left.stream().filter(right::contains).collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    /**
     * The available images of these owners that pass the filters, in no order.
     *
     * @param owners {@code self}, {@code amazon}, or account ids
     */
    public List<Image> search(List<String> owners, boolean deprecatedToo, List<Filter> filters) {
        List<Filter> all = new ArrayList<>(filters);
        all.add(Filter.builder().name("state").values("available").build());
        return ec2
                .describeImagesPaginator(request ->
                        request.owners(owners).includeDeprecated(deprecatedToo).filters(all))
                .images()
                .stream()
                .map(Ec2Images::image)
                .toList();
    }

    private static <T> Optional<T> unless(Set<String> absent, Supplier<Optional<T>> call) {
        try {
            return call.get();
        } catch (Ec2Exception e) {
            if (e.awsErrorDetails() != null
                    && absent.contains(e.awsErrorDetails().errorCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Image image(software.amazon.awssdk.services.ec2.model.Image image) {
        return new Image(
                image.imageId(),
                text(image.name()),
                text(image.stateAsString()),
                Optional.ofNullable(image.stateReason()).map(StateReason::message),
                text(image.ownerId()),
                Optional.ofNullable(image.imageOwnerAlias()),
                text(image.architectureAsString()),
                text(image.rootDeviceTypeAsString()),
                text(image.virtualizationTypeAsString()),
                volumes(image),
                time(image.creationDate()),
                time(image.deprecationTime()));
    }

    /** Instance store mappings (ephemeral0 …) are left out: common in public images, and no part of what is stored. */
    private static List<Image.Volume> volumes(software.amazon.awssdk.services.ec2.model.Image image) {
        return image.blockDeviceMappings().stream()
                .filter(device -> device.ebs() != null)
                .map(device -> volume(device, image.rootDeviceName()))
                .toList();
    }

    private static Image.Volume volume(BlockDeviceMapping device, String rootDevice) {
        return new Image.Volume(
                text(device.deviceName()),
                Optional.ofNullable(device.ebs().snapshotId()),
                Boolean.TRUE.equals(device.ebs().encrypted()),
                Optional.ofNullable(device.ebs().volumeSize()),
                Objects.equals(device.deviceName(), rootDevice));
    }

    private static Optional<Instant> time(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank()).map(Instant::parse);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
