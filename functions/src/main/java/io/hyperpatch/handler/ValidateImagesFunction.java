package io.hyperpatch.handler;

import io.hyperpatch.admission.Requests;
import io.hyperpatch.admission.RunRequest;
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
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Holds the pins of a run against the image rules; reads, and changes nothing. */
public final class ValidateImagesFunction extends JsonFunction<ValidateImagesFunction.Input, ImageVerdict> {
    private final ClusterReader clusters;
    private final Ec2Images images;
    private final Requests requests;
    private final Clock clock;

    /**
     * The input from the workflow.
     *
     * @param groups the pin of each instance group, as version 1 of the workflow carried it along; {@code
     *     image} and {@code rollout} likewise: they count only where no request is stored
     */
    public record Input(
            RunName run,
            ClusterRef cluster,
            Optional<Map<String, String>> groups,
            Optional<ImageTerms> image,
            Optional<RolloutRules> rollout) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
        }

        Terms terms() {
            return new Terms(
                    groups.orElseThrow(),
                    image.orElseThrow(),
                    rollout.orElseGet(() -> RolloutRules.of(List.of(), DeploymentConfig.NONE)));
        }
    }

    /**
     * The part of a request by which images are judged.
     *
     * @param pins the text of each pin, since what version 1 carried along may be none
     */
    private record Terms(Map<String, String> pins, ImageTerms image, RolloutRules rollout) {
        static Terms of(RunRequest request) {
            Map<String, String> pins = new TreeMap<>();
            request.pins().forEach((group, pin) -> pins.put(group, pin.text()));
            return new Terms(pins, request.image(), request.rollout());
        }
    }

    public ValidateImagesFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.VALIDATE_IMAGES));
    }

    ValidateImagesFunction(Deployed deployed) {
        this(deployed.clusters(), deployed.images(), deployed.store(), deployed.clock());
    }

    public ValidateImagesFunction(ClusterReader clusters, Ec2Images images, Store store, Clock clock) {
        super(Input.class);
        this.clusters = Objects.requireNonNull(clusters);
        this.images = Objects.requireNonNull(images);
        this.requests = new Requests(store);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected ImageVerdict handle(Input input) {
        Cluster cluster = clusters.describe(input.cluster().arn());
        Lookups lookups = new Lookups();
        Terms terms = requests.find(input.run()).map(Terms::of).orElseGet(input::terms);
        Map<String, String> judged = new TreeMap<>(terms.pins());
        judged.keySet()
                .removeIf(name ->
                        cluster.group(name).filter(terms.rollout()::leavesOut).isPresent());
        if (judged.isEmpty() && !terms.pins().isEmpty()) {
            return new ImageVerdict.Accepted("the policy leaves every group out");
        }
        List<Candidate> candidates = judged.entrySet().stream()
                .map(entry -> candidate(terms, cluster, entry.getKey(), entry.getValue(), lookups))
                .toList();
        return ImageValidation.decide(candidates);
    }

    private Candidate candidate(Terms terms, Cluster cluster, String groupName, String pin, Lookups lookups) {
        Optional<InstanceGroup> group = cluster.group(groupName);
        return new Candidate(
                cluster.arn(),
                cluster.platform(),
                groupName,
                group,
                pin,
                lookups.image(pin),
                group.flatMap(InstanceGroup::currentImageId).flatMap(lookups::image),
                group.map(known -> lookups.architectures(known.instanceTypes())).orElse(Set.of()),
                terms.image(),
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
