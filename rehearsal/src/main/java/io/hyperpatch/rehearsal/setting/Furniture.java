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
    /** Of an image that is too young; a rehearsal of every hour of some years would take hours. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(14);

    private static final Duration OLD = Duration.ofDays(120);
    private static final String OLD_STAMP = "2025010101";
    private static final String AMAZON_ACCOUNT = "137112412989";

    private final ClusterFacts cluster;
    private final FleetPolicy policy;
    private final Names names;
    private final Cast cast;
    private final Instant start;
    private final boolean young;
    private final TrackedImages tracked;

    /** @param young the images that the policy tracks are younger at the start than it wants them */
    Furniture(ClusterFacts cluster, FleetPolicy policy, Names names, Cast cast, Instant start, boolean young) {
        this.cluster = cluster;
        this.policy = policy;
        this.names = names;
        this.cast = cast;
        this.start = start;
        this.young = young;
        this.tracked = new TrackedImages(policy.image().track(), cluster, names.image());
    }

    /** HyperPod's own images, those that the groups run, the announced one, and what the scenario makes of them. */
    List<Image> images() {
        Map<String, StagedImage> wanted = new LinkedHashMap<>();
        Catalogue catalogue = catalogue();
        catalogue.managed().forEach(managed -> wanted.put(managed.id(), managed(managed, managed.age())));
        if (young && followsHyperPod()) {
            catalogue.newest().values().forEach(newest -> wanted.put(newest.id(), managed(newest, age())));
        }
        cast.twin().images().publicImages().forEach(id -> wanted.putIfAbsent(id, ofTheLine(id)));
        cluster.images().forEach(id -> wanted.putIfAbsent(id, running(id)));
        tracked.images().forEach((id, architecture) -> wanted.putIfAbsent(id, built(id, owner(), age(), architecture)));
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
        tracked.byArchitecture().forEach((architecture, part) -> {
            if (part instanceof ImageTrack.SsmParameter parameter) {
                parameters.put(parameter.name(), tracked.image(architecture));
            }
        });
        parameters.putAll(cast.parameters());
        return parameters;
    }

    /** @param announced the build that the event is about, if it is about one */
    List<BuiltImage> builds(Optional<String> announced) {
        List<BuiltImage> builds = new ArrayList<>();
        tracked.byArchitecture().forEach((architecture, part) -> {
            if (part instanceof ImageTrack.ImageBuilderImage image) {
                builds.add(build(image, announced, tracked.image(architecture)));
            }
        });
        return builds;
    }

    private BuiltImage build(ImageTrack.ImageBuilderImage image, Optional<String> announced, String ami) {
        String family = image.arn().substring(0, image.arn().lastIndexOf('/') + 1);
        String arn = announced.filter(build -> build.startsWith(family)).orElse(BuiltArn.newest(image.arn()));
        return new BuiltImage(
                arn, null, start.minus(age()), List.of(new BuiltImage.Ami(names.region(), ami, names.account())));
    }

    /** One that the policy allows, the cluster's own account if it may be. */
    private String owner() {
        List<String> owners = policy.image().owners();
        return owners.contains("self") || owners.contains(names.account()) ? "self" : owners.getFirst();
    }

    private Duration age() {
        Duration minimum = policy.image().minimumAge();
        return young ? longer(minimum.minus(LONGEST_WAIT), Duration.ZERO) : longer(minimum.plusDays(1), USUAL_AGE);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * An image that groups run. Where a policy follows HyperPod's newest image, it is a public one of the line that is followed; else it is an
     * image of the account's own.
     */
    private StagedImage running(String id) {
        return followsHyperPod() ? ofTheLine(id) : built(id, "self", OLD, cluster.architectureOf(id));
    }

    private boolean followsHyperPod() {
        return policy.image().track().parts().stream().anyMatch(ImageTrack.HyperPodLatest.class::isInstance);
    }

    /** An older public image of HyperPod, named as those of its line are. */
    private StagedImage ofTheLine(String id) {
        String architecture = cluster.architectureOf(id);
        StagedImage old = built(id, "amazon", OLD, architecture);
        return Optional.ofNullable(catalogue().newest().get(architecture))
                .map(newest -> named(old, newest.name().replaceFirst("[0-9]+$", OLD_STAMP)))
                .orElse(old);
    }

    private static StagedImage built(String id, String owner, Duration age, String architecture) {
        return staged(id, owner, age, Optional.of(architecture), Optional.empty());
    }

    private static StagedImage named(StagedImage image, String name) {
        return staged(
                image.id(),
                image.owner().orElseThrow(),
                image.age().orElseThrow(),
                image.architecture(),
                Optional.of(name));
    }

    private static StagedImage staged(
            String id, String owner, Duration age, Optional<String> architecture, Optional<String> name) {
        return new StagedImage(
                id,
                Optional.empty(),
                Optional.of(owner),
                Optional.of(age),
                Optional.empty(),
                Optional.empty(),
                architecture,
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                name);
    }

    private static StagedImage managed(ManagedImage image, Duration age) {
        return staged(image.id(), "amazon", age, Optional.of(image.architecture()), Optional.of(image.name()));
    }

    private static StagedImage changed(StagedImage usual, StagedImage change) {
        return new StagedImage(
                usual.id(),
                change.state().or(usual::state),
                change.owner().or(usual::owner),
                change.age().or(usual::age),
                change.createdAfter().or(usual::createdAfter),
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
        Optional<ImageTrack> announces = tracked.announcing(staged.id());
        return new Image(
                staged.id(),
                account,
                created(staged),
                staged.name().orElseGet(() -> announcedName(announces, staged.id())),
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
                announces.map(Furniture::searchedTags).orElse(Map.of()),
                Optional.empty());
    }

    private Instant created(StagedImage staged) {
        return staged.createdAfter()
                .map(start::plus)
                .orElseGet(() -> start.minus(staged.age().orElse(USUAL_AGE)));
    }

    private static List<BlockDevice> volumes(StagedImage staged) {
        List<BlockDevice> volumes = new ArrayList<>();
        volumes.add(new BlockDevice(null, null, staged.encrypted(), null));
        IntStream.range(0, staged.extraVolumes())
                .forEach(i -> volumes.add(new BlockDevice("/dev/sd" + (char) ('b' + i), null, false, null)));
        return volumes;
    }

    /** A name that the policy's search finds, another one for each architecture. */
    private String announcedName(Optional<ImageTrack> announces, String id) {
        String one = id.equals(names.image()) ? "1" : "2";
        return announces
                .filter(ImageTrack.AmiSearch.class::isInstance)
                .map(ImageTrack.AmiSearch.class::cast)
                .map(search -> search.name().replace("*", one).replace("?", one))
                .orElse("hyperpod-" + id);
    }

    private static Map<String, String> searchedTags(ImageTrack part) {
        return part instanceof ImageTrack.AmiSearch search ? search.tags() : Map.of();
    }
}
