package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ec2.InstanceTypes;
import io.hyperpatch.rehearsal.twin.Unknowns.ImagesShown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The images that HyperPod manages for one cluster, a line for each architecture of its groups, and what its groups really run: the
 * document shows that in one of four shapes, and the truth has to be one.
 *
 * <p>Where a document shows no image, its ImageVersionStatus decides: a group that is UpToDate runs the newest of its line, any other an
 * older release.
 */
public final class Catalogue {

    static final String UP_TO_DATE = "UpToDate";
    private static final String UPDATE_AVAILABLE = "UpdateAvailable";
    private static final String STATUS = "ImageVersionStatus";
    private static final ReleaseVersion NEWEST = new ReleaseVersion(1, 3, 2);

    /** A release that has such a status, for want of a better one. */
    private static final Map<String, ReleaseVersion> TYPICAL = Map.of(
            UPDATE_AVAILABLE,
            new ReleaseVersion(1, 3, 1),
            "SecurityUpdateRequired",
            new ReleaseVersion(1, 2, 4),
            "EndOfLife",
            new ReleaseVersion(1, 0, 3));

    private static final Set<String> UNDER_WAY = Set.of("Pending", "InProgress", "RollbackInProgress");
    private static final Duration MONTH = Duration.ofDays(30);

    private final JsonNode cluster;
    private final Images images;
    private final Optional<ImagesShown> shown;
    private final String mainArchitecture;
    private final Map<String, Map<ReleaseVersion, ManagedImage>> lines = new LinkedHashMap<>();
    private final Map<String, String> statuses = new HashMap<>();

    private Catalogue(JsonNode cluster, Images images, Optional<ImagesShown> shown) {
        this.cluster = cluster;
        this.images = images;
        this.shown = shown;
        this.mainArchitecture = groups(cluster)
                .max(Comparator.comparingInt(group -> group.path("CurrentCount").asInt()))
                .map(Catalogue::known)
                .flatMap(Stream::findFirst)
                .orElse("x86_64");
        architectures().forEach(this::line);
        groups(cluster).forEach(this::register);
    }

    /**
     * Reads what a cluster runs.
     *
     * @param cluster DescribeCluster's answer
     * @param shown how the twin is to show its images; empty: as the document does
     */
    public static Catalogue of(JsonNode cluster, Images images, Optional<ImagesShown> shown) {
        return new Catalogue(cluster, images, shown);
    }

    /** All of them, line by line, oldest first. */
    public List<ManagedImage> managed() {
        return lines.values().stream()
                .flatMap(line -> line.values().stream())
                .sorted(Comparator.comparing(ManagedImage::architecture).thenComparing(ManagedImage::releaseVersion))
                .toList();
    }

    /** The newest of each architecture's line: what {@code default} stands for there. */
    public Map<String, ManagedImage> newest() {
        Map<String, ManagedImage> newest = new LinkedHashMap<>();
        lines.forEach((architecture, line) -> newest.put(architecture, newestOf(line.values())));
        return newest;
    }

    /** The name of the public parameter that holds the id of a line's newest image. */
    public String parameter(String architecture) {
        return ImageLine.of(slurm(), architecture).parameter();
    }

    boolean custom(String image) {
        return !images.publicImages().contains(image) && release(image).isEmpty();
    }

    Optional<ManagedImage> release(String image) {
        return lines.values().stream()
                .flatMap(line -> line.values().stream())
                .filter(each -> each.id().equals(image))
                .findFirst();
    }

    /** The release of a version in the line of a group. */
    Optional<ManagedImage> release(JsonNode group, String version) {
        return ReleaseVersion.read(version).map(lines.get(architectureOf(group))::get);
    }

    ManagedImage newest(JsonNode group) {
        return newestOf(lines.get(architectureOf(group)).values());
    }

    /** The image that a group's document means by {@code Current…} or {@code Desired…}. */
    ChosenImage imageOf(JsonNode group, String which) {
        String id = group.path(which + "ImageId").asText();
        if (id.startsWith("ami-")) {
            return new ChosenImage(id, !managedByShape());
        }
        Optional<ManagedImage> release =
                release(group, group.path(which + "ImageReleaseVersion").asText());
        String update = group.path("SoftwareUpdateStatus").asText();
        // On a rollback the two swap.
        boolean goal = which.equals(update.equals("RollbackInProgress") ? "Current" : "Desired");
        boolean newest = goal && UNDER_WAY.contains(update);
        return new ChosenImage(
                release.orElseGet(() -> newest ? newest(group) : byStatus(group, group))
                        .id(),
                false);
    }

    /** The image of a node whose own entry shows another version, or another status, than its group does. */
    Optional<ChosenImage> imageOf(JsonNode group, JsonNode node) {
        Optional<ManagedImage> version =
                release(group, node.path("CurrentImageReleaseVersion").asText());
        boolean otherwise = node.path(STATUS).isTextual() && !node.path(STATUS).equals(group.path(STATUS));
        boolean managed = !imageOf(group, "Current").byId();
        return version.or(() -> otherwise && managed ? Optional.of(byStatus(group, node)) : Optional.empty())
                .map(release -> new ChosenImage(release.id(), false));
    }

    /** The ImageVersionStatus of an image. */
    String status(String image) {
        String documented = statuses.get(image);
        if (documented != null) {
            return documented;
        }
        boolean old = release(image)
                .filter(release ->
                        !newestOf(lines.get(release.architecture()).values()).equals(release))
                .isPresent();
        return old ? UPDATE_AVAILABLE : UP_TO_DATE;
    }

    private ManagedImage byStatus(JsonNode group, JsonNode of) {
        String status = of.path(STATUS).asText();
        if (status.equals(UP_TO_DATE)) {
            return newest(group);
        }
        Map<ReleaseVersion, ManagedImage> line = lines.get(architectureOf(group));
        ReleaseVersion version = TYPICAL.getOrDefault(status, TYPICAL.get(UPDATE_AVAILABLE));
        ManagedImage release = line.get(version);
        statuses.putIfAbsent(release.id(), status.isEmpty() ? UPDATE_AVAILABLE : status);
        return release;
    }

    /** Groups on a HyperPod-managed image by the twin's switch, whatever their document shows. */
    private boolean managedByShape() {
        return shown.filter(shape -> shape == ImagesShown.DEFAULT || shape == ImagesShown.VERSIONS)
                .isPresent();
    }

    /** Images and versions that a group shows belong to its line from then on. */
    private void register(JsonNode group) {
        for (String which : List.of("Current", "Desired")) {
            String id = group.path(which + "ImageId").asText();
            Optional<ReleaseVersion> version = ReleaseVersion.read(
                    group.path(which + "ImageReleaseVersion").asText());
            if (id.startsWith("ami-") && release(id).isEmpty() && (version.isPresent() || managedByShape())) {
                put(architectureOf(group), version.orElseGet(() -> unused(group)), id);
            }
        }
        String status = group.path(STATUS).asText();
        if (!status.isEmpty() && !status.equals(UP_TO_DATE)) {
            statuses.putIfAbsent(imageOf(group, "Current").id(), status);
        }
    }

    private ReleaseVersion unused(JsonNode group) {
        Set<ReleaseVersion> taken = lines.get(architectureOf(group)).keySet();
        ReleaseVersion version = new ReleaseVersion(1, 1, 0);
        while (taken.contains(version)) {
            version = new ReleaseVersion(1, 1, version.patch() + 1);
        }
        return version;
    }

    private void line(String architecture) {
        Set<ReleaseVersion> versions = new LinkedHashSet<>(TYPICAL.values());
        List<ReleaseVersion> seen = new ArrayList<>();
        List<ReleaseVersion> newest = new ArrayList<>();
        groups(cluster)
                .filter(group -> architectureOf(group).equals(architecture))
                .forEach(group -> Stream.of("Current", "Desired")
                        .flatMap(which ->
                                ReleaseVersion.read(group.path(which + "ImageReleaseVersion")
                                                .asText())
                                        .stream())
                        .forEach(version -> {
                            seen.add(version);
                            if (group.path(STATUS).asText().equals(UP_TO_DATE)) {
                                newest.add(version);
                            }
                        }));
        versions.addAll(seen);
        ReleaseVersion highest = seen.stream().max(Comparator.naturalOrder()).orElse(TYPICAL.get(UPDATE_AVAILABLE));
        ReleaseVersion top;
        if (newest.contains(highest)) {
            top = highest;
            versions.removeIf(version -> version.compareTo(highest) > 0);
        } else {
            top = highest.compareTo(NEWEST) < 0 ? NEWEST : highest.nextMinor();
        }
        lines.put(architecture, new LinkedHashMap<>());
        versions.stream()
                .filter(version -> !version.equals(top))
                .forEach(version -> put(architecture, version, idOf(architecture, version)));
        String id = architecture.equals(mainArchitecture) ? images.defaultImage() : idOf(architecture, top);
        put(architecture, top, id);
    }

    private void put(String architecture, ReleaseVersion version, String id) {
        ImageLine line = ImageLine.of(slurm(), architecture);
        // About one release a month: the newest is a month old, unless a scenario says otherwise.
        int before = Math.max(0, (NEWEST.minor() - version.minor()) * 3 + NEWEST.patch() - version.patch());
        Duration age = MONTH.multipliedBy(1L + Math.min(before, 24));
        lines.get(architecture).put(version, new ManagedImage(id, version, line.name(version), architecture, age));
    }

    /** Ids that are the same in every rehearsal. */
    private String idOf(String architecture, ReleaseVersion version) {
        byte[] source = (slurm() + architecture + version).getBytes(StandardCharsets.UTF_8);
        String hex = HexFormat.of().toHexDigits(UUID.nameUUIDFromBytes(source).getMostSignificantBits());
        return "ami-0defa0" + hex.substring(0, 11);
    }

    private static ManagedImage newestOf(Collection<ManagedImage> line) {
        return line.stream()
                .max(Comparator.comparing(ManagedImage::releaseVersion))
                .orElseThrow();
    }

    private Set<String> architectures() {
        Set<String> all = new LinkedHashSet<>();
        all.add(mainArchitecture);
        groups(cluster).map(this::architectureOf).forEach(all::add);
        return all;
    }

    private String architectureOf(JsonNode group) {
        return known(group).findFirst().orElse(mainArchitecture);
    }

    /** Empty for instance types that nobody knows; a flexible group lists several, all of one architecture. */
    private static Stream<String> known(JsonNode group) {
        return Stream.of(
                        Stream.of(group.path("InstanceType")),
                        group.at("/InstanceRequirements/CurrentInstanceTypes").valueStream(),
                        group.at("/InstanceRequirements/DesiredInstanceTypes").valueStream(),
                        group.path("InstanceTypeDetails").valueStream().map(each -> each.path("InstanceType")))
                .flatMap(each -> each)
                .map(type -> type.asText("").replaceFirst("^ml\\.", ""))
                .flatMap(type -> InstanceTypes.architectureOf(type).stream());
    }

    private boolean slurm() {
        return ClusterDocument.slurm(cluster);
    }

    private static Stream<JsonNode> groups(JsonNode cluster) {
        return Stream.of(ClusterDocument.GROUPS, ClusterDocument.RESTRICTED_GROUPS)
                .flatMap(member -> cluster.path(member).valueStream());
    }
}
