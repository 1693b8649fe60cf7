package io.hyperpatch.handler;

import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentId;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.run.RunName;
import java.util.Objects;
import java.util.Optional;

/**
 * The input of a function that works on one intent. The number was decided when the intent was planned, so that an invocation that comes
 * late does not take the next.
 *
 * @param token the fencing token under which the run holds the cluster's lease
 * @param step the step's index, from 1
 * @param number the intent's number within the step; versions 1 and 2 of the workflow did not hand it over
 */
public record IntentInput(RunName run, ClusterRef cluster, long token, int step, Optional<Integer> number) {
    public IntentInput {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(number, "number");
    }

    /** The intent as it stands; the step's last one for a workflow that names none. */
    Intent in(Intents intents) {
        return number.map(which -> intents.find(new IntentId(run, step, which)).orElseThrow())
                .orElseGet(() -> intents.of(run, step).getLast());
    }
}
