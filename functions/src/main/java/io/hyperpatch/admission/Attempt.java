package io.hyperpatch.admission;

import io.hyperpatch.event.Trigger;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which attempt at the same pins on the same cluster an event may begin, if any. */
public sealed interface Attempt {
    /** The ends after which the cluster says whether something is left to be done. */
    Set<Outcome> AS_MEANT = EnumSet.of(
            Outcome.VERIFIED,
            Outcome.VERIFIED_WITH_SKIPS,
            Outcome.UPDATED,
            Outcome.ALREADY_CURRENT,
            Outcome.INTERRUPTED);

    String reason();

    /** Begin (or, for the same parent, go on with) this attempt, counted from 1. */
    record Start(int number, String reason) implements Attempt {}

    /** The same work is being done, or has been done, by this run. */
    record Duplicate(RunName run, String reason) implements Attempt {
        public Duplicate {
            Objects.requireNonNull(run, "run");
        }
    }

    /** The harm that is known of the pins here. */
    enum Harmful {
        NO,
        /** A run with them is refused, whoever asks. */
        YES,
        /** A person has lifted it. */
        LIFTED
    }

    /**
     * Decides by the last attempt.
     *
     * @param earlier the attempts so far, in order
     * @param parent the execution that asks: its own retry finds its own run, and is no duplicate of it
     * @param mode what the policy says now: to be told of a plan is not to have it carried out
     * @param left what such a run, the last that called, leaves to be done; asked only where that decides
     * @param harmful of an image that did harm people hear at once, then by the clock once a week
     */
    static Attempt decide(
            List<Run> earlier,
            Trigger trigger,
            String parent,
            FleetPolicy.Mode mode,
            Harmful harmful,
            Function<Run, ToBeDone.Left> left) {
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
        boolean asked = trigger instanceof Trigger.OperatorAsked;
        if (harmful == Harmful.YES && !asked) {
            return told(earlier, trigger);
        }
        Optional<Run> decisive = decisive(earlier).filter(run -> !(harmful == Harmful.LIFTED && wasHarmful(run)));
        if (decisive.isEmpty() || asked && resumable(decisive.get())) {
            return again(earlier, trigger, mode);
        }
        if (asked) {
            return new Start(
                    number + 1,
                    ((Trigger.OperatorAsked) trigger).requestedBy() + " asks to go on after "
                            + decisive.get().name() + " ended " + word(decisive.get()));
        }
        return after(decisive.get(), left)
                .<Attempt>map(done -> new Duplicate(
                        decisive.get().name(),
                        decisive.get().name() + " has ended " + word(decisive.get()) + " with these pins; " + done))
                .orElseGet(() -> again(earlier, trigger, mode));
    }

    /** The image is blocked, and people were told so. The clock repeats it once a week, to be refused again. */
    private static Attempt told(List<Run> earlier, Trigger trigger) {
        var last = earlier.getLast();
        var told = decisive(earlier).orElse(last);
        boolean due = trigger instanceof Trigger.ScheduleDue schedule
                && Repetition.aWeekLater(last)
                        .filter(day -> !schedule.date().isBefore(day))
                        .isPresent();
        return due
                ? new Start(last.name().attempt() + 1, last.name() + " ended " + word(last) + " a week ago")
                : new Duplicate(told.name(), told.name() + " has ended " + word(told) + " with these pins");
    }

    private static boolean wasHarmful(Run decisive) {
        return decisive.latest().filter(Outcome::blocksThePin).isPresent();
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
        String undone = resumable(last)
                ? ", and what it left undone can be resumed"
                : wasHarmful(last)
                        ? ", and a person has lifted that since"
                        : last.called() ? ", and the cluster shows more to be done" : " without a start call";
        return new Start(last.name().attempt() + 1, last.name() + " ended " + word(last) + undone);
    }

    /** The last of the attempts that made a call, or may have; empty while an attempt goes on. */
    static Optional<Run> decisive(List<Run> earlier) {
        if (earlier.isEmpty() || earlier.getLast().outcome().isEmpty()) {
            return Optional.empty();
        }
        return earlier.reversed().stream().filter(Attempt::decides).findFirst();
    }

    /** A call keeps others off until it is proved, afterwards, that it began nothing. */
    private static boolean decides(Run run) {
        return run.resolved()
                .map(resolved -> !resolved.endedWithoutCall())
                .orElseGet(() -> run.called()
                        || run.outcome().filter(Outcome::endedWithoutCall).isEmpty());
    }

    /**
     * Why nothing follows a run that called; empty if it leaves something to be done. A run of which nobody
     * can tell how it ended keeps the cluster until somebody can.
     */
    private static Optional<String> after(Run decisive, Function<Run, ToBeDone.Left> left) {
        if (decisive.latest().filter(Attempt::endedAsMeant).isEmpty()) {
            return Optional.of("nothing is begun after that");
        }
        return switch (left.apply(decisive)) {
            case ToBeDone.Left.Nothing nothing -> Optional.of(nothing.reason());
            case ToBeDone.Left.OnlyRemainder remainder -> Optional.of(remainder.reason());
            case ToBeDone.Left.Something something -> Optional.empty();
        };
    }

    private static boolean endedAsMeant(Outcome outcome) {
        return AS_MEANT.contains(outcome);
    }

    private static String word(Run run) {
        return run.latest().map(Outcome::word).orElse("without a word");
    }
}
