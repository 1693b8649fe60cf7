package io.hyperpatch.image;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.hyperpod.Orchestrator;
import io.hyperpatch.image.Image.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A custom AMI that keeps every rule, and a candidate for the group gpu, to be bent by each test. */
final class ImageFixture {
    static final String OWN_ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String ID = "ami-0123456789abcdef0";
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Volume ROOT = new Volume("/dev/xvda", Optional.of("snap-0a"), false, Optional.of(100), true);

    String id = ID;
    String state = "available";
    Optional<String> stateReason = Optional.empty();
    String owner = OWN_ACCOUNT;
    Optional<String> alias = Optional.empty();
    String architecture = "x86_64";
    String rootDevice = "ebs";
    String virtualization = "hvm";
    List<Volume> volumes = List.of(ROOT);
    Optional<Instant> created = Optional.of(Instant.parse("2026-11-01T00:00:00Z"));
    Optional<Instant> deprecated = Optional.empty();

    String group = "gpu";
    Optional<String> pin = Optional.empty();
    boolean visible = true;
    Orchestrator orchestrator = Orchestrator.EKS;
    Optional<Image> current = Optional.empty();
    Set<String> architectures = Set.of("x86_64");
    Set<String> owners = Set.of("self");
    boolean allowDeprecated = false;
    ClusterFixture cluster = new ClusterFixture();

    static ImageFixture amazons() {
        ImageFixture fixture = new ImageFixture();
        fixture.owner = "602401143452";
        fixture.alias = Optional.of("amazon");
        fixture.owners = Set.of("amazon");
        return fixture;
    }

    static ImageFixture pinned(String pin) {
        ImageFixture fixture = new ImageFixture();
        fixture.pin = Optional.of(pin);
        fixture.visible = false;
        return fixture;
    }

    ImageFixture onSlurm() {
        orchestrator = Orchestrator.SLURM;
        return this;
    }

    Image image() {
        return new Image(
                id,
                "",
                state,
                stateReason,
                owner,
                alias,
                architecture,
                rootDevice,
                virtualization,
                volumes,
                created,
                deprecated);
    }

    Candidate candidate() {
        Cluster cluster = this.cluster.cluster();
        return new Candidate(
                cluster.arn(),
                orchestrator,
                group,
                cluster.group(group),
                pin.orElse(id),
                visible ? Optional.of(image()) : Optional.empty(),
                current,
                architectures,
                new ImageTerms(owners, allowDeprecated),
                NOW);
    }
}
