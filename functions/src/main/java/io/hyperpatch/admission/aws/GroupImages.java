package io.hyperpatch.admission.aws;

import io.hyperpatch.admission.GroupImage;
import io.hyperpatch.admission.Latest;
import io.hyperpatch.admission.OwnImages;
import io.hyperpatch.admission.Tracked;
import io.hyperpatch.admission.VersionWatches;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.image.Architectures;
import io.hyperpatch.image.CustomImageRules;
import io.hyperpatch.image.Image;
import io.hyperpatch.image.ReleaseVersion;
import io.hyperpatch.image.aws.Ec2Images;
import io.hyperpatch.policy.ImageTrack;
import io.hyperpatch.text.Outside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks up which image each group is to get, where that depends on the group. */
public final class GroupImages {
    private final Ec2Images images;
    private final OwnImages ownImages;
    private final VersionWatches watches;

    public GroupImages(Ec2Images images, OwnImages ownImages, VersionWatches watches) {
        this.images = Objects.requireNonNull(images);
        this.ownImages = Objects.requireNonNull(ownImages);
        this.watches = Objects.requireNonNull(watches);
    }

    /**
     * The images that were found.
     *
     * @param byCluster by cluster, then by group; empty where every group gets the same
     * @param undecided what has to be read again in a minute before it counts, one line per group
     */
    public record Chosen(Map<ClusterArn, Map<String, GroupImage>> byCluster, List<String> undecided) {
        public Chosen {
            byCluster = Map.copyOf(byCluster);
            undecided = List.copyOf(undecided);
        }
    }

    /**
     * Asks nothing of AWS if every group gets the same.
     *
     * @param asked the clusters that the event is about
     * @param all the clusters of the policy: what their groups show tells which versions there are
     * @param allowDeprecated whether the policy takes an image past its deprecation time
     */
    public Chosen choose(
            Tracked tracked, List<Cluster> asked, List<Cluster> all, boolean allowDeprecated, Instant now) {
        if (tracked.sameForAll()) {
            return new Chosen(Map.of(), List.of());
        }
        Lookups lookups = new Lookups();
        Map<ClusterArn, Map<String, GroupImage>> chosen = new HashMap<>();
        List<String> undecided = new ArrayList<>();
        for (Cluster cluster : asked) {
            var readings = new GroupReadings(cluster, all, new GroupReadings.Sources(lookups, ownImages, watches), now);
            Latest latest = new Latest(readings, allowDeprecated, now);
            Map<String, GroupImage> groups = new TreeMap<>();
            cluster.groups().forEach(group -> groups.put(group.name(), image(tracked, group, latest, lookups)));
            chosen.put(cluster.arn(), Collections.unmodifiableMap(groups));
            undecided.addAll(readings.undecided());
        }
        return new Chosen(chosen, undecided);
    }

    private static GroupImage image(Tracked tracked, InstanceGroup group, Latest latest, Lookups lookups) {
        return switch (tracked) {
            case Tracked.Ami ami ->
                GroupImage.of(
                        ami.pin(), ami.image(), "the policy tracks " + ami.pin().text());
            case Tracked.HyperPodLatest newest -> latest.of(group);
            case Tracked.ByArchitecture map ->
                lookups.architecture(group)
                        .<GroupImage>map(
                                architecture -> Optional.ofNullable(map.byName().get(architecture))
                                        .map(part -> image(part, group, latest, lookups))
                                        .orElseGet(() -> new GroupImage.Unfit("group " + group.name() + " ("
                                                + group.instanceType() + ") runs " + architecture + ", for which "
                                                + map.pointer() + " holds nothing; " + remedy(map, architecture))))
                        .orElseGet(() -> new GroupImage.Unfit(untold(group)));
            case Tracked.NotYet notYet -> new GroupImage.Unfit(notYet.reason());
            case Tracked.Nothing nothing -> new GroupImage.Unfit(nothing.reason());
        };
    }

    /** An image for all groups would be no way out: without an architecture it is refused as well. */
    private static String untold(InstanceGroup group) {
        String type = group.instanceType().isBlank() ? "" : " " + group.instanceType();
        return "nothing tells the architecture of group " + group.name() + ": EC2 does not know its instance type"
                + type
                + group.currentImageId()
                        .map(id -> ", nor does it show the image that the group runs now (" + Outside.quoted(id)
                                + "); share that image with this account, or ")
                        .orElse(", and the service shows no AMI of the group; ")
                + CustomImageRules.FOLLOW_HYPERPOD;
    }

    private static String remedy(Tracked.ByArchitecture map, String architecture) {
        return map.pointer().endsWith("/track")
                ? "add " + map.pointer() + "/" + architecture
                : "make an image for it that the pattern finds, or track one for each architecture";
    }

    /** The answers of EC2 to this look so far: groups share images and instance types. */
    final class Lookups {
        private final Map<String, Optional<Image>> found = new HashMap<>();
        private final Map<List<String>, Optional<String>> types = new HashMap<>();

        Optional<Image> image(String id) {
            return found.computeIfAbsent(id, images::find);
        }

        /**
         * The image that the group runs counts only where EC2 does not know its type, and is read only
         * then.
         */
        Optional<String> architecture(InstanceGroup group) {
            return types.computeIfAbsent(group.instanceTypes(), known -> architecture(known, Optional.empty()))
                    .or(() -> architecture(List.of(), group.currentImageId().flatMap(this::image)));
        }

        private Optional<String> architecture(List<String> instanceTypes, Optional<Image> current) {
            return Architectures.one(ImageTrack.ByArchitecture.NAMES, images.architectures(instanceTypes), current);
        }
    }

    /** The versions that groups of clusters on this one's platform show. */
    static TreeSet<ReleaseVersion> versions(Cluster cluster, List<Cluster> all) {
        TreeSet<ReleaseVersion> versions = new TreeSet<>();
        all.stream()
                .filter(other -> other.platform().equals(cluster.platform()))
                .flatMap(other -> other.groups().stream())
                .flatMap(group -> Stream.of(group.currentImage(), group.desiredImage()))
                .flatMap(shown -> shown.releaseVersion().stream())
                .flatMap(version -> ReleaseVersion.of(version).stream())
                .forEach(versions::add);
        return versions;
    }
}
