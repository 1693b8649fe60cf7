package io.hyperpatch.policy;

import io.hyperpatch.platform.Capability;
import io.hyperpatch.platform.Control;
import io.hyperpatch.platform.Platform;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The table of what must hold for a field of a policy to bite. A rule that is accepted is enforced: a field
 * that could have no effect is refused, by {@code validate} where the file shows it, by {@code validate
 * --cluster} and by readiness where the cluster does.
 *
 * <p>Fields are JSON pointers into the policy.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeploymentConfiguration.html">
 *     DeploymentConfiguration</a>
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_RollingDeploymentPolicy.html">
 *     RollingDeploymentPolicy, whose MaximumBatchSize is required</a>
 */
public final class Enforcement {
    public static final String ALARMS = "/rollout/alarms";
    public static final String BATCH = "/rollout/batch";
    public static final String CANARY = "/rollout/canary";
    public static final String CANARY_OPTIONAL = "/rollout/canaryOptional";
    public static final String LEAVE_OUT = "/rollout/leaveOut";
    public static final String MINIMUM_AGE = "/image/minimumAge";
    public static final String ORDER = "/rollout/order";
    public static final String ROLLBACK_BATCH = "/rollout/rollbackBatch";
    public static final String WAIT = "/rollout/wait";

    /** The things that a field may need. */
    public sealed interface Need {
        /** The need in a few words, for tables. */
        String inWords();

        /** Another field of the same policy; each is a reason to have it, an example says what to write. */
        record Beside(String field, String example) implements Need {
            @Override
            public String inWords() {
                return "`" + dotted(field) + "`";
            }
        }

        /** A cluster on a platform of which this holds. */
        record On(String inWords, Predicate<Platform> fits) implements Need {}

        /** Something of the cluster that is looked at by a rule of its own. */
        record Shown(String inWords) implements Need {}
    }

    /**
     * One row of the table.
     *
     * @param reason the rest of a sentence that begins with "because"
     */
    public record Row(String field, Need need, String reason) {}

    private static final Need A_BATCH = new Need.Beside(BATCH, "10%");

    private static Need onEks(Capability needed) {
        return new Need.On("a cluster on EKS", platform -> platform.can(needed));
    }

    /** All rows, in the order of the policy's fields. */
    public static final List<Row> ROWS = List.of(
            new Row(
                    MINIMUM_AGE,
                    new Need.Shown("an image whose age is known"),
                    "an image without a time of creation can be as young as it likes"),
            new Row(
                    CANARY,
                    new Need.Shown("a group with nodes of the cluster; of several clusters, on each"),
                    "where no node goes first, nothing is tried before the rest"),
            new Row(
                    CANARY_OPTIONAL,
                    new Need.Beside(CANARY, "[canary]"),
                    "without canary groups there is nothing that a cluster could lack"),
            new Row(
                    ORDER,
                    new Need.On("a cluster on Slurm", platform -> platform.control() == Control.GROUP),
                    "on EKS the groups of a phase that get one image are updated by one call, at the same time"),
            new Row(
                    ORDER,
                    new Need.Shown("every group with nodes of the cluster, and no other"),
                    "a group that it does not name would go by accident"),
            new Row(
                    LEAVE_OUT,
                    new Need.Shown("a group of the cluster"),
                    "a name that fits no group leaves nothing out"),
            new Row(BATCH, onEks(Capability.BATCHES), "on Slurm the service replaces a group whole"),
            new Row(
                    ROLLBACK_BATCH,
                    A_BATCH,
                    "the service takes the batch of its rollback only together with that of the update"),
            new Row(ROLLBACK_BATCH, onEks(Capability.BATCHES), "on Slurm the service replaces a group whole"),
            new Row(WAIT, A_BATCH, "where all nodes are replaced at once, there is nothing to wait between"),
            new Row(WAIT, onEks(Capability.WAITS), "on Slurm the service knows no wait intervals"),
            new Row(ALARMS, A_BATCH, "alarms are watched between two batches, and without batches there is only one"),
            new Row(
                    ALARMS,
                    new Need.Beside(WAIT, "PT10M"),
                    "the service watches alarms only in the wait intervals between batches"),
            new Row(ALARMS, onEks(Capability.ALARMS), "on Slurm the service watches no alarms"));

    private Enforcement() {}

    /** The fields of a rollout that ask for something, of those that the table knows. */
    public static Set<String> asked(Rollout rollout) {
        Set<String> asked = new LinkedHashSet<>();
        add(asked, CANARY, !rollout.canary().isEmpty());
        add(asked, CANARY_OPTIONAL, rollout.canaryOptional());
        add(asked, ORDER, !rollout.order().isEmpty());
        add(asked, LEAVE_OUT, !rollout.leaveOut().isEmpty());
        add(asked, BATCH, rollout.batch().isPresent());
        add(asked, ROLLBACK_BATCH, rollout.rollbackBatch().isPresent());
        add(asked, WAIT, !rollout.waitInterval().isZero());
        add(asked, ALARMS, !rollout.alarms().isEmpty());
        return asked;
    }

    private static void add(Set<String> fields, String field, boolean asks) {
        if (asks) {
            fields.add(field);
        }
    }

    /** The rows that a policy breaks by itself: a field that needs another one, which is not there. */
    public static List<Row> broken(Set<String> asked) {
        return ROWS.stream()
                .filter(row -> asked.contains(row.field()))
                .filter(row -> row.need() instanceof Need.Beside beside && !asked.contains(beside.field()))
                .toList();
    }

    /**
     * The rows that a policy breaks on a cluster of this platform: what they need is asked of its
     * capabilities.
     */
    public static List<Row> brokenOn(Platform platform, Set<String> asked) {
        return ROWS.stream()
                .filter(row -> asked.contains(row.field()))
                .filter(row -> row.need() instanceof Need.On on && !on.fits().test(platform))
                .toList();
    }

    /** A field as people write it in a sentence: {@code rollout.batch}. */
    public static String dotted(String pointer) {
        return pointer.substring(1).replace('/', '.');
    }
}
