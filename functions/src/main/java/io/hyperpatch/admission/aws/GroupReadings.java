package io.hyperpatch.admission.aws;

import io.hyperpatch.admission.Latest;
import io.hyperpatch.admission.OwnImages;
import io.hyperpatch.admission.VersionWatch;
import io.hyperpatch.admission.VersionWatches;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.image.Image;
import io.hyperpatch.image.ImageFamily;
import io.hyperpatch.image.ReleaseVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** The answers of EC2, the public parameters and the store about the groups of one cluster, each asked once. */
final class GroupReadings implements Latest.Readings {
    private final Cluster cluster;
    private final Sources sources;
    private final TreeSet<ReleaseVersion> versions;
    private final Instant now;
    private final Map<String, VersionWatch> watched = new HashMap<>();
    private final Map<String, List<String>> parameters = new HashMap<>();

    /** The places that the answers are read from. */
    record Sources(GroupImages.Lookups ec2, OwnImages ownImages, VersionWatches watches) {}

    GroupReadings(Cluster cluster, List<Cluster> all, Sources sources, Instant now) {
        this.cluster = Objects.requireNonNull(cluster);
        this.sources = Objects.requireNonNull(sources);
        this.versions = GroupImages.versions(cluster, all);
        this.now = Objects.requireNonNull(now);
    }

    @Override
    public Optional<String> versionStatus(InstanceGroup group) {
        return watch(group).status();
    }

    @Override
    public Collection<ReleaseVersion> versions() {
        return versions;
    }

    @Override
    public Instant firstSeen(ReleaseVersion version) {
        return sources.watches().firstSeen(cluster.platform().key(), version, now);
    }

    @Override
    public Optional<Image> image(String id) {
        return sources.ec2().image(id);
    }

    @Override
    public List<Image> family(ImageFamily family) {
        return sources.ownImages().family(family);
    }

    @Override
    public Collection<String> publicParameters(InstanceGroup group) {
        return sources.ec2()
                .architecture(group)
                .map(architecture -> parameters.computeIfAbsent(
                        architecture, first -> sources.ownImages().newest(architecture, cluster.platform())))
                .orElse(List.of());
    }

    @Override
    public String standingIdentity(InstanceGroup group) {
        return watch(group).identity();
    }

    private VersionWatch watch(InstanceGroup group) {
        return watched.computeIfAbsent(group.name(), name -> sources.watches().read(cluster.arn(), group, now));
    }

    /** One line for each group whose status may have changed. */
    List<String> undecided() {
        List<String> lines = new ArrayList<>();
        cluster.groups().forEach(group -> Optional.ofNullable(watched.get(group.name()))
                .filter(VersionWatch::undecided)
                .ifPresent(watch -> lines.add("group " + group.name() + " of " + cluster.name() + " shows "
                        + watch.other().orElseThrow() + ", "
                        + watch.status().orElse("nothing") + " before: reading " + watch.readings() + " of "
                        + VersionWatch.ENOUGH)));
        return lines;
    }
}
