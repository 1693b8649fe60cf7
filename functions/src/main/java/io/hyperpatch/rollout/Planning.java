package io.hyperpatch.rollout;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.GroupBefore;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentId;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.Snapshot;
import io.hyperpatch.platform.Capability;
import io.hyperpatch.platform.Ownership;
import io.hyperpatch.platform.Platform;
import io.hyperpatch.run.RunName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which start call a step may make next: a new one only after it is proved that the one before began
 * nothing.
 */
public sealed interface Planning {
    /** After so many calls that began nothing, people should look. */
    int MOST_CALLS = 3;

    /** So many plans of a step in which nobody ever called, too: a function fails for good. */
    int MOST_PLANS = 20;

    /** However short an update should be, a day is waited for its end. */
    Duration SHORTEST_DEADLINE = Duration.ofDays(1);

    /** An update may take so many times as long as predicted. */
    int DEADLINE_TIMES = 4;

    /** The watch of a run ends before its executions do. */
    Duration LONGEST_DEADLINE = Duration.ofDays(30);

    String reason();

    /** Plan intent number {@code number}. */
    record Next(int number, String reason) implements Planning {}

    /** An intent is planned and not called: take that. */
    record Reuse(Intent planned, String reason) implements Planning {}

    /** An intent is planned and not called, and cannot be called as it stands: plan it anew. */
    record Renew(Intent planned, String reason) implements Planning {}

    /** An intent was called: find out first what became of it. */
    record Look(String reason) implements Planning {}

    record Enough(String reason) implements Planning {}

    /**
     * @param earlier the step's intents, in order
     * @param token under which the lease is held
     */
    static Planning after(List<Intent> earlier, long token, Instant now) {
        for (Intent intent : earlier) {
            switch (intent.state()) {
                case PLANNED -> {
                    return again(intent, token, now);
                }
                case CALLED -> {
                    return new Look("intent " + intent.id() + " was called");
                }
                case RESOLVED -> {
                    // it is history
                }
            }
        }
        List<Intent> calls =
                earlier.stream().filter(intent -> intent.calledAt().isPresent()).toList();
        if (calls.size() >= MOST_CALLS) {
            return new Enough(calls.size() + " start calls in a row began nothing; the last one: "
                    + calls.getLast().answer().map(Answer::detail).orElse("no answer came"));
        }
        return earlier.size() - calls.size() >= MOST_PLANS
                ? new Enough((earlier.size() - calls.size()) + " plans of the step's call were never called")
                : new Next(earlier.isEmpty() ? 1 : earlier.getLast().id().number() + 1, "the step has no open intent");
    }

    /** A planned intent is called by those who hold the lease, while it says what is; it is planned anew while there is time for an update. */
    private static Planning again(Intent intent, long token, Instant now) {
        boolean old = Snapshot.tooOld(intent, now);
        if (!old && intent.token() == token) {
            return new Reuse(intent, "intent " + intent.id() + " is planned");
        }
        if (now.plus(intent.expected()).isAfter(intent.deadline())) {
            return new Enough("intent " + intent.id()
                    + " was not called, and an update would no longer end by its deadline, " + intent.deadline());
        }
        return new Renew(
                intent,
                old
                        ? "what intent " + intent.id() + " stores of the cluster is of " + intent.plannedAt()
                        : "intent " + intent.id() + " was planned under an earlier token of the lease");
    }

    /**
     * The earlier call that is seen to have begun something after all, though it was concluded that it had
     * not: its wire is shown, or an update towards its image is under way whose configuration is not shown.
     */
    static Optional<Intent> shown(List<Intent> earlier, Cluster cluster) {
        return earlier.reversed().stream()
                .filter(intent -> intent.calledAt().isPresent() && !intent.wasTurnedDown())
                .filter(intent ->
                        cluster.groups().stream().anyMatch(group -> intent.marks(group) || intent.mayHaveBegun(group)))
                .findFirst();
    }

    /**
     * The name of the alarm of an intent's own. One that stands in the store keeps the name that it was planned with, under which it may
     * be armed already, also where an earlier version named it.
     */
    static String wire(Optional<Intent> stands, Installation ours, IntentId id) {
        return stands.flatMap(Intent::ownAlarm).orElseGet(() -> ours.wire(id).toString());
    }

    /**
     * @param nodes how many nodes the step's groups have now
     * @param wire the name of the call's own alarm, listed where updates show one
     */
    static Intent intent(
            RunName run,
            int number,
            long token,
            Step step,
            RolloutRules rules,
            Cluster cluster,
            int nodes,
            String wire,
            Prediction prediction,
            Instant now) {
        IntentId id = new IntentId(run, step.index(), number);
        Map<String, GroupBefore> before = new HashMap<>();
        step.groups()
                .forEach(name ->
                        before.put(name, GroupBefore.of(cluster.group(name).orElseThrow())));
        return new Intent(
                id,
                Intent.State.PLANNED,
                cluster.arn(),
                token,
                step.pin(),
                step.groups(),
                deployment(step.pace().orElse(rules.deployment()), cluster, wire),
                before,
                (nodes + Intents.NODES_PER_PAGE - 1) / Intents.NODES_PER_PAGE,
                now,
                prediction.update(),
                now.plus(patience(prediction)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                cluster.platform().ownership(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static DeploymentConfig deployment(DeploymentConfig rules, Cluster cluster, String wire) {
        Platform platform = cluster.platform();
        DeploymentConfig kept = new DeploymentConfig(
                platform.can(Capability.BATCHES) ? rules.batch() : Optional.empty(),
                platform.can(Capability.BATCHES) ? rules.rollbackBatch() : Optional.empty(),
                platform.can(Capability.WAITS) ? rules.waitSeconds() : Optional.empty(),
                platform.can(Capability.ALARMS) ? rules.alarms() : List.of());
        return platform.ownership() == Ownership.WIRE ? withWire(kept, wire) : kept;
    }

    private static DeploymentConfig withWire(DeploymentConfig config, String wire) {
        List<String> alarms = new ArrayList<>(config.alarms());
        alarms.add(wire);
        return new DeploymentConfig(config.batch(), config.rollbackBatch(), config.waitSeconds(), alarms);
    }

    private static Duration patience(Prediction prediction) {
        Duration wanted = prediction.worst().multipliedBy(DEADLINE_TIMES);
        if (wanted.compareTo(SHORTEST_DEADLINE) < 0) {
            return SHORTEST_DEADLINE;
        }
        return wanted.compareTo(LONGEST_DEADLINE) < 0 ? wanted : LONGEST_DEADLINE;
    }
}
