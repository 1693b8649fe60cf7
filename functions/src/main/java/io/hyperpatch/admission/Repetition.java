package io.hyperpatch.admission;

import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Days on which the clock alone tries again what ended without a start call, or was interrupted: after a day, then after two, four, and
 * seven. What stands in the way may go away, so it is tried; but people have been told of it, so they are not told every day. Events and
 * operators do not wait, nor does a run that waited for a lease which is free now.
 */
final class Repetition {
    private static final int LONGEST_DAYS = 7;

    private Repetition() {}

    /**
     * The day from which on a schedule may begin another attempt; empty: any day.
     *
     * @param attempts at the same pins on one cluster, in order; all have ended
     * @param mode of the policy now
     */
    static Optional<LocalDate> notBefore(List<Run> attempts, FleetPolicy.Mode mode) {
        List<Run> inVain = attempts.reversed().stream()
                .takeWhile(run -> run.freed().isEmpty())
                .takeWhile(run -> run.latest()
                        .filter(outcome -> toldAlready(outcome, mode))
                        .isPresent())
                .toList();
        if (inVain.isEmpty()) {
            return Optional.empty();
        }
        int days = inVain.size() > LONGEST_DAYS ? LONGEST_DAYS : Math.min(1 << (inVain.size() - 1), LONGEST_DAYS);
        return inVain.getFirst()
                .endedAt()
                .map(end -> end.atZone(ZoneOffset.UTC).toLocalDate().plusDays(days));
    }

    /** The day from which on people are told again that an image is blocked; empty while the run goes on. */
    static Optional<LocalDate> aWeekLater(Run last) {
        return last.endedAt()
                .map(end -> end.atZone(ZoneOffset.UTC).toLocalDate().plusDays(LONGEST_DAYS));
    }

    /** A deferred image has its moment, and is not late then; nor is a plan that is not only to be told any more. */
    private static boolean toldAlready(Outcome outcome, FleetPolicy.Mode mode) {
        return outcome == Outcome.REFUSED
                || outcome == Outcome.INTERRUPTED
                || outcome == Outcome.OBSERVED && mode == FleetPolicy.Mode.OBSERVE;
    }
}
