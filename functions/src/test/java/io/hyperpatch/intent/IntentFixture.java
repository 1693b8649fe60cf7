package io.hyperpatch.intent;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.run.RunName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An intent for the gpu group of {@link ClusterFixture}, to be bent by each test. */
public final class IntentFixture {
    public static final ClusterArn ARN = ClusterArn.of(ClusterFixture.ARN);
    public static final RunName RUN = RunName.of("train-a-0123456789ab-1");
    public static final String OLD = "ami-00000000000000001";
    public static final String PIN = "ami-0abcdef1234567890";
    public static final Instant CALLED_AT = Instant.parse("2026-11-21T02:00:00Z");
    public static final Instant DEADLINE = CALLED_AT.plus(Duration.ofDays(1));

    private final int number;
    private RunName run = RUN;
    private int step = 1;
    private long token = 1;
    private Cluster before = new ClusterFixture().cluster();
    private Intent.State state = Intent.State.CALLED;
    private String pin = PIN;
    private List<String> groups = List.of("gpu");
    private boolean wired = true;
    private int nodePages;
    private Optional<Instant> calledAt = Optional.of(CALLED_AT);
    private Optional<Answer> answer = Optional.empty();
    private Optional<Instant> sightedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<String> progress = Optional.empty();
    private Optional<Instant> progressAt = Optional.empty();
    private Optional<Instant> stalledAt = Optional.empty();
    private Optional<Resolution> resolution = Optional.empty();
    private Optional<Instant> othersAt = Optional.empty();
    private Optional<Adoption> adoption = Optional.empty();
    private Optional<Installation> installation = Optional.empty();
    private Optional<Instant> armedAt = Optional.empty();
    private Instant plannedAt = CALLED_AT.minusSeconds(60);
    private Instant deadline = DEADLINE;
    private Map<String, VersionReadings> versionReadings = Map.of();

    private IntentFixture(int number) {
        this.number = number;
    }

    public static IntentFixture number(int number) {
        return new IntentFixture(number);
    }

    public IntentFixture run(RunName name) {
        run = name;
        return this;
    }

    public IntentFixture step(int index) {
        step = index;
        return this;
    }

    public IntentFixture token(long fencing) {
        token = fencing;
        return this;
    }

    public IntentFixture before(Cluster cluster) {
        before = cluster;
        return this;
    }

    public IntentFixture planned() {
        state = Intent.State.PLANNED;
        calledAt = Optional.empty();
        return this;
    }

    public IntentFixture pin(String image) {
        pin = image;
        return this;
    }

    public IntentFixture groups(String... names) {
        groups = List.of(names);
        return this;
    }

    public IntentFixture onSlurm() {
        wired = false;
        return this;
    }

    public IntentFixture nodes(int count) {
        nodePages = (count + Intents.NODES_PER_PAGE - 1) / Intents.NODES_PER_PAGE;
        return this;
    }

    public IntentFixture calledAt(Instant when) {
        calledAt = Optional.of(when);
        return this;
    }

    public IntentFixture answered(Answer.Kind kind) {
        answer = Optional.of(new Answer(kind, kind + " in the service's words"));
        return this;
    }

    public IntentFixture sightedAt(Instant when) {
        sightedAt = Optional.of(when);
        return this;
    }

    public IntentFixture endedAt(Instant when) {
        endedAt = Optional.of(when);
        return this;
    }

    public IntentFixture progress(String text, Instant when) {
        progress = Optional.of(text);
        progressAt = Optional.of(when);
        return this;
    }

    public IntentFixture stalledAt(Instant when) {
        stalledAt = Optional.of(when);
        return this;
    }

    public IntentFixture overtakenAt(Instant when) {
        othersAt = Optional.of(when);
        return this;
    }

    public IntentFixture versionReadings(Map<String, VersionReadings> readings) {
        versionReadings = readings;
        return this;
    }

    public IntentFixture plannedAt(Instant at) {
        plannedAt = at;
        return this;
    }

    public IntentFixture deadline(Instant at) {
        deadline = at;
        return this;
    }

    /** A person has given the word. */
    public IntentFixture adopted(Adoption.As as) {
        adoption = Optional.of(new Adoption(as, "arn:dana", "the trail shows it", "cluster InService", CALLED_AT));
        return this;
    }

    /** It was planned by this installation, of today's version. */
    public IntentFixture installation(Installation ours) {
        installation = Optional.of(ours);
        return this;
    }

    /** Its wire was read back as OK. */
    public IntentFixture armed() {
        armedAt = Optional.of(CALLED_AT.minusSeconds(30));
        return this;
    }

    public IntentFixture resolved(Resolution.As as) {
        state = Intent.State.RESOLVED;
        resolution = Optional.of(new Resolution(as, "because", CALLED_AT));
        if (as == Resolution.As.NEVER_CALLED) {
            calledAt = Optional.empty();
        }
        return this;
    }

    /** As a version named it that knew of one installation alone; {@link #installation} marks it. */
    private String wire(IntentId id) {
        return new WireName(installation, id).toString();
    }

    public Intent intent() {
        Map<String, GroupBefore> groupsBefore = new HashMap<>();
        groups.forEach(
                name -> groupsBefore.put(name, GroupBefore.of(before.group(name).orElseThrow())));
        IntentId id = new IntentId(run, step, number);
        return new Intent(
                id,
                state,
                ARN,
                token,
                Pin.of(pin),
                groups,
                wired
                        ? new DeploymentConfig(
                                Optional.empty(), Optional.empty(), Optional.of(600), List.of("xid", wire(id)))
                        : DeploymentConfig.NONE,
                groupsBefore,
                nodePages,
                plannedAt,
                Duration.ofHours(4),
                deadline,
                calledAt,
                answer,
                sightedAt,
                endedAt,
                progress,
                progressAt,
                stalledAt,
                resolution,
                othersAt,
                versionReadings,
                null,
                armedAt,
                armedAt.map(at -> Intent.ARMED),
                adoption);
    }
}
