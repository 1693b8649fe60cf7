package io.hyperpatch.rehearsal.setting;

import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.ImageTrack;
import io.hyperpatch.rehearsal.aws.ec2.BlockDevice;
import io.hyperpatch.rehearsal.aws.ec2.Image;
import io.hyperpatch.rehearsal.aws.imagebuilder.BuiltImage;
import io.hyperpatch.rehearsal.scenario.Cast;
import io.hyperpatch.rehearsal.scenario.Cast.StagedImage;
import io.hyperpatch.rehearsal.scenario.Names;
import io.hyperpatch.rehearsal.twin.Catalogue;
import io.hyperpatch.rehearsal.twin.ManagedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What stands in simulated AWS before a rehearsal: images, parameters and builds that fit the cluster and the policy. */
final class Furniture {

    private static final Duration USUAL_AGE = Duration.ofDays(30);
    private static final Duration OLD = Duration.ofDays(120);
    private static final String AMAZON_ACCOUNT = "137112412989";

    private final ClusterFacts cluster;
    private final FleetPolicy policy;
    private final Names names;
    private final Cast cast;
    private final Instant start;

    Furniture(ClusterFacts cluster, FleetPolicy policy, Names names, Cast cast, Instant start) {
        this.cluster = cluster;
        this.policy = policy;
        this.names = names;
        this.cast = cast;
        this.start = start;
    }

    /** HyperPod's own images, those that the groups run, the announced one, and what the scenario makes of them. */
    List<Image> images() {
        Map<String, StagedImage> wanted = new LinkedHashMap<>();
        catalogue().managed().forEach(managed -> wanted.put(managed.id(), managed(managed)));
        cast.twin().images().publicImages().forEach(id -> wanted.putIfAbsent(id, plain(id, "amazon", OLD)));
        cluster.images().forEach(id -> wanted.putIfAbsent(id, plain(id, "self", OLD)));
        wanted.putIfAbsent(names.image(), plain(names.image(), owner(), age()));
        cast.images().forEach(staged -> wanted.merge(staged.id(), staged, Furniture::changed));
        return wanted.values().stream()
                .filter(image -> !image.state().equals(Optional.of("missing")))
                .map(this::image)
                .toList();
    }

    private Catalogue catalogue() {
        return Catalogue.of(
                cluster.tree(),
                cast.twin().images(),
                Optional.ofNullable(cast.twin().unknowns().imagesShown()));
    }

    /** Those that the policy tracks, and HyperPod's public ones. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        Catalogue catalogue = catalogue();
        catalogue
                .newest()
                .forEach((architecture, newest) -> parameters.put(catalogue.parameter(architecture), newest.id()));
        if (policy.image().track() instanceof ImageTrack.SsmParameter parameter) {
            parameters.put(parameter.name(), names.image());
        }
        parameters.putAll(cast.parameters());
        return parameters;
    }

    /** @param announced the build that the event is about, if it is about one */
    List<BuiltImage> builds(Optional<String> announced) {
        if (!(policy.image().track() instanceof ImageTrack.ImageBuilderImage tracked)) {
            return List.of();
        }
        String family = tracked.arn().substring(0, tracked.arn().lastIndexOf('/') + 1);
        String arn = announced.filter(build -> build.startsWith(family)).orElse(BuiltArn.newest(tracked.arn()));
        return List.of(new BuiltImage(
                arn,
                null,
                start.minus(age()),
                List.of(new BuiltImage.Ami(names.region(), names.image(), names.account()))));
    }

    /** One that the policy allows, the cluster's own account if it may be. */
    private String owner() {
        List<String> owners = policy.image().owners();
        return owners.contains("self") || owners.contains(names.account()) ? "self" : owners.getFirst();
    }

    private Duration age() {
        Duration needed = policy.image().minimumAge().plusDays(1);
        return needed.compareTo(USUAL_AGE) > 0 ? needed : USUAL_AGE;
    }

    private static StagedImage plain(String id, String owner, Duration age) {
        return new StagedImage(
                id,
                Optional.empty(),
                Optional.of(owner),
                Optional.of(age),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                Optional.empty());
    }

    private static StagedImage managed(ManagedImage image) {
        return new StagedImage(
                image.id(),
                Optional.empty(),
                Optional.of("amazon"),
                Optional.of(image.age()),
                Optional.empty(),
                Optional.of(image.architecture()),
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                Optional.of(image.name()));
    }

    private static StagedImage changed(StagedImage usual, StagedImage change) {
        return new StagedImage(
                usual.id(),
                change.state().or(usual::state),
                change.owner().or(usual::owner),
                change.age().or(usual::age),
                change.deprecatedFor().or(usual::deprecatedFor),
                change.architecture().or(usual::architecture),
                change.rootDevice().or(usual::rootDevice),
                change.virtualization().or(usual::virtualization),
                change.encrypted(),
                change.extraVolumes(),
                change.name().or(usual::name));
    }

    private Image image(StagedImage staged) {
        String owner = staged.owner().orElse("self");
        String account =
                switch (owner) {
                    case "self" -> names.account();
                    case "amazon" -> AMAZON_ACCOUNT;
                    default -> owner;
                };
        boolean announced = staged.id().equals(names.image());
        return new Image(
                staged.id(),
                account,
                start.minus(staged.age().orElse(USUAL_AGE)),
                staged.name().orElseGet(() -> announced ? announcedName() : "hyperpod-" + staged.id()),
                "made for this rehearsal",
                staged.state().orElse("available"),
                null,
                staged.architecture().orElseGet(cluster::architecture),
                staged.rootDevice().orElse("ebs"),
                staged.virtualization().orElse("hvm"),
                volumes(staged),
                owner.equals("amazon") ? Optional.of("amazon") : Optional.empty(),
                !owner.equals("self"),
                staged.deprecatedFor().map(start::minus),
                announced ? searchedTags() : Map.of(),
                Optional.empty());
    }

    private static List<BlockDevice> volumes(StagedImage staged) {
        List<BlockDevice> volumes = new ArrayList<>();
        volumes.add(new BlockDevice(null, null, staged.encrypted(), null));
        IntStream.range(0, staged.extraVolumes())
                .forEach(i -> volumes.add(new BlockDevice("/dev/sd" + (char) ('b' + i), null, false, null)));
        return volumes;
    }

    /** A name that the policy's search finds. */
    private String announcedName() {
        return policy.image().track() instanceof ImageTrack.AmiSearch search
                ? search.name().replace("*", "1").replace("?", "1")
                : "hyperpod-" + names.image();
    }

    private Map<String, String> searchedTags() {
        return policy.image().track() instanceof ImageTrack.AmiSearch search ? search.tags() : Map.of();
    }
}
