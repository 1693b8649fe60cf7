package io.hyperpatch.rollout;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.run.Outcome;
import java.time.Instant;
import java.util.Objects;

/** What a run does next, and why. */
public sealed interface NextAct {
    String reason();

    /** The kinds of acts: the words of the table, and those by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    enum Kind {
        CHECK,
        BEGIN,
        FOLLOW,
        PROVE,
        WAIT,
        END,
        LEAVE
    }

    /** Finds out whether the cluster may be patched now, and plans the steps. */
    record Check(String reason) implements NextAct {}

    /** Plans, arms and makes a step's start call; what has been done of that already is not done again. */
    record Begin(int step, String reason) implements NextAct {}

    /** Watches a call that was made. */
    record Follow(int step, String reason) implements NextAct {}

    /** Proves, node by node, how a step ended. */
    record Prove(int step, String reason) implements NextAct {}

    /** Does nothing until then. */
    record Wait(Instant until, String reason) implements NextAct {
        public Wait {
            Objects.requireNonNull(until, "until");
        }
    }

    /** Reports the end. */
    record End(Outcome outcome, String reason) implements NextAct {
        public End {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /** Does nothing any more: the cluster is another execution's to write. */
    record Leave(String reason) implements NextAct {}
}
