package io.hyperpatch.handler;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.image.Candidate;
import io.hyperpatch.image.Image;
import io.hyperpatch.image.ImageTerms;
import io.hyperpatch.image.ImageValidation;
import io.hyperpatch.image.ImageVerdict;
import io.hyperpatch.image.aws.Ec2Images;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.run.RunName;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Holds the pins of a run against the image rules; reads, and changes nothing. */
public final class ValidateImagesFunction extends JsonFunction<ValidateImagesFunction.Input, ImageVerdict> {
    private final ClusterReader clusters;
    private final Ec2Images images;
    private final Clock clock;

    /**
     * The input from the workflow.
     *
     * @param groups the pin of each instance group
     * @param rollout absent in a run that an older version began, which then leaves no group out
     */
    public record Input(
            RunName run, ClusterRef cluster, Map<String, String> groups, ImageTerms image, RolloutRules rollout) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            groups = new LinkedHashMap<>(groups);
            Objects.requireNonNull(image, "image");
            rollout = Objects.requireNonNullElseGet(rollout, () -> RolloutRules.of(List.of(), DeploymentConfig.NONE));
        }
    }

    public ValidateImagesFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.VALIDATE_IMAGES));
    }

    ValidateImagesFunction(Deployed deployed) {
        this(deployed.clusters(), deployed.images(), deployed.clock());
    }

    public ValidateImagesFunction(ClusterReader clusters, Ec2Images images, Clock clock) {
        super(Input.class);
        this.clusters = Objects.requireNonNull(clusters);
        this.images = Objects.requireNonNull(images);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected ImageVerdict handle(Input input) {
        Cluster cluster = clusters.describe(input.cluster().arn());
        Lookups lookups = new Lookups();
        Map<String, String> judged = new LinkedHashMap<>(input.groups());
        judged.keySet()
                .removeIf(name ->
                        cluster.group(name).filter(input.rollout()::leavesOut).isPresent());
        if (judged.isEmpty() && !input.groups().isEmpty()) {
            return new ImageVerdict.Accepted("the policy leaves every group out");
        }
        List<Candidate> candidates = judged.entrySet().stream()
                .map(entry -> candidate(input, cluster, entry.getKey(), entry.getValue(), lookups))
                .toList();
        return ImageValidation.decide(candidates);
    }

    private Candidate candidate(Input input, Cluster cluster, String groupName, String pin, Lookups lookups) {
        Optional<InstanceGroup> group = cluster.group(groupName);
        return new Candidate(
                input.cluster().arn(),
                cluster.platform(),
                groupName,
                group,
                pin,
                lookups.image(pin),
                group.flatMap(InstanceGroup::currentImageId).flatMap(lookups::image),
                group.map(known -> lookups.architectures(known.instanceTypes())).orElse(Set.of()),
                input.image(),
                clock.instant());
    }

    /** What this invocation has asked EC2 already: groups share images and instance types. */
    private final class Lookups {
        private final Map<String, Optional<Image>> found = new HashMap<>();
        private final Map<List<String>, Set<String>> types = new HashMap<>();

        Optional<Image> image(String id) {
            return Pin.Exact.find(id).flatMap(exact -> found.computeIfAbsent(exact.text(), images::find));
        }

        Set<String> architectures(List<String> instanceTypes) {
            return types.computeIfAbsent(instanceTypes, images::architectures);
        }
    }
}
