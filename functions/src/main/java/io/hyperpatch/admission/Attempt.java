package io.hyperpatch.admission;

import io.hyperpatch.event.Trigger;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
     * @param mode what the policy says now: to be told of a plan is not to have it carried out
     */
    static Attempt decide(List<Run> earlier, Trigger trigger, String parent, FleetPolicy.Mode mode) {
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
        return decisive(earlier)
                .filter(decisive -> !resumable(decisive))
                .map(decisive -> after(decisive, number, trigger))
                .orElseGet(() -> again(earlier, trigger, mode));
    }

    /** It was only kept from going on: what it left undone is for the next attempt, whoever asks. */
    private static boolean resumable(Run decisive) {
        return decisive.latest().filter(Outcome.INTERRUPTED::equals).isPresent();
    }

    /** Nobody has called yet, or what was begun was only interrupted. By the clock alone it is tried again more and more seldom. */
    private static Attempt again(List<Run> earlier, Trigger trigger, FleetPolicy.Mode mode) {
        var last = earlier.getLast();
        if (trigger instanceof Trigger.ScheduleDue due) {
            var notBefore = Repetition.notBefore(earlier, mode).filter(due.date()::isBefore);
            if (notBefore.isPresent()) {
                return new Duplicate(
                        last.name(),
                        last.name() + " has ended " + word(last) + ", and people were told; by the clock alone it is"
                                + " tried again from " + notBefore.get() + " on");
            }
        }
        String undone = resumable(last) ? ", and what it left undone can be resumed" : " without a start call";
        return new Start(last.name().attempt() + 1, last.name() + " ended " + word(last) + undone);
    }

    /**
     * What stands in the way of further attempts until an operator releases the pin.
     *
     * @param earlier the attempts so far, in order
     * @return empty as well while an attempt goes on
     */
    static Optional<Blocked> blocked(List<Run> earlier) {
        if (earlier.isEmpty() || earlier.getLast().outcome().isEmpty()) {
            return Optional.empty();
        }
        return decisive(earlier).flatMap(Attempt::block);
    }

    private static Optional<Run> decisive(List<Run> earlier) {
        return earlier.reversed().stream().filter(Attempt::decides).findFirst();
    }

    private static Optional<Blocked> block(Run decisive) {
        return decisive.latest()
                .filter(Outcome::blocksThePin)
                .map(outcome -> new Blocked(
                        decisive.name(),
                        "the pin is blocked on " + decisive.clusterName() + " since " + decisive.name() + " ended "
                                + outcome.word() + "; ask with \"release\": true to try it again"));
    }

    /** A call keeps others off until it is proved, afterwards, that it began nothing. */
    private static boolean decides(Run run) {
        return run.resolved()
                .map(resolved -> !resolved.endedWithoutCall())
                .orElseGet(() -> run.called()
                        || run.outcome().filter(Outcome::endedWithoutCall).isEmpty());
    }

    /** A refusal that followed changes nothing about what a run with a call did here. */
    private static Attempt after(Run decisive, int last, Trigger trigger) {
        if (!(trigger instanceof Trigger.OperatorAsked asked)) {
            return new Duplicate(
                    decisive.name(), decisive.name() + " has ended " + word(decisive) + " with these pins");
        }
        Optional<Blocked> block = block(decisive);
        if (block.isPresent() && !asked.release()) {
            return block.get();
        }
        return new Start(
                last + 1, asked.requestedBy() + " asks to go on after " + decisive.name() + " ended " + word(decisive));
    }

    private static String word(Run run) {
        return run.latest().map(Outcome::word).orElse("without a word");
    }
}
