package io.hyperpatch.admission;

import io.hyperpatch.event.Trigger;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import java.util.List;
import java.util.Objects;

/** Which attempt at the same pins on the same cluster an event may begin, if any. */
public sealed interface Attempt {

    String reason();

    /** Begin (or, for the same parent, go on with) this attempt, counted from 1. */
    record Start(int number, String reason) implements Attempt {}

    /** The same work is being done, or has been done, by this run. */
    record Duplicate(RunName run, String reason) implements Attempt {
        public Duplicate {
            Objects.requireNonNull(run, "run");
        }
    }

    /** The pin did harm here: only an operator who releases it may go on. */
    record Blocked(RunName run, String reason) implements Attempt {
        public Blocked {
            Objects.requireNonNull(run, "run");
        }
    }

    /**
     * Decides by the last attempt.
     *
     * @param earlier the attempts so far, in order
     * @param parent the execution that asks: its own retry finds its own run, and is no duplicate of it
     */
    static Attempt decide(List<Run> earlier, Trigger trigger, String parent) {
        if (earlier.isEmpty()) {
            return new Start(1, "the first attempt at these pins");
        }
        var last = earlier.getLast();
        var number = last.name().attempt();
        if (last.parent().equals(parent)) {
            return new Start(number, "this execution has begun " + last.name() + " itself");
        }
        if (last.outcome().isEmpty()) {
            return new Duplicate(last.name(), last.name() + " is at it");
        }
        var outcome = last.outcome().get();
        if (outcome.endedWithoutCall() && !last.called()) {
            return new Start(number + 1, last.name() + " ended " + outcome.word() + " without a start call");
        }
        return trigger instanceof Trigger.OperatorAsked asked
                ? again(last, outcome, asked)
                : new Duplicate(last.name(), last.name() + " has ended " + outcome.word() + " with these pins");
    }

    private static Attempt again(Run last, Outcome outcome, Trigger.OperatorAsked asked) {
        if (outcome.blocksThePin() && !asked.release()) {
            return new Blocked(
                    last.name(),
                    "the pin is blocked on " + last.clusterName() + " since " + last.name() + " ended " + outcome.word()
                            + "; ask with \"release\": true to try it again");
        }
        return new Start(
                last.name().attempt() + 1,
                asked.requestedBy() + " asks to go on after " + last.name() + " ended " + outcome.word());
    }
}
