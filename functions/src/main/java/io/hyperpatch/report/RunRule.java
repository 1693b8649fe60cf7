package io.hyperpatch.report;

import io.hyperpatch.run.Outcome;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The table by which the word with which a run's last step, or its workflow, ended becomes the outcome of the run. The first rule that fits
 * counts; where none does, the word stands.
 *
 * @see io.hyperpatch.proof.StandRule the table of one step
 */
public enum RunRule {
    OVERTAKEN(
            EnumSet.of(
                    Outcome.VERIFIED,
                    Outcome.UPDATED,
                    Outcome.VERIFIED_WITH_SKIPS,
                    Outcome.ALREADY_CURRENT,
                    Outcome.ROLLED_BACK),
            EnumSet.of(Fact.MOVED_BY_OTHERS),
            Outcome.MIXED,
            "a group was moved by others since its proof"),
    CALL_OPEN(
            EnumSet.of(Outcome.REFUSED),
            EnumSet.of(Fact.CALL_OPEN),
            Outcome.UNKNOWN,
            "it is open what became of a call"),
    KEPT_FROM_GOING_ON(
            EnumSet.of(Outcome.REFUSED),
            EnumSet.of(Fact.STEP_ENDED),
            Outcome.INTERRUPTED,
            "an earlier step has ended, and something kept the next one from beginning");

    /** The facts about a run beside the word with which it ended. */
    public enum Fact {
        /** The last reading shows a group on another image than its proof did. */
        MOVED_BY_OTHERS("others have moved a group since its proof"),
        /** The effect of a call is not known yet. */
        CALL_OPEN("a call is open"),
        /** A step has ended, so that something may have changed. */
        STEP_ENDED("an earlier step has ended");

        private final String words;

        Fact(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private final Set<Outcome> ends;
    private final Set<Fact> facts;
    private final Outcome outcome;
    private final String why;

    RunRule(Set<Outcome> ends, Set<Fact> facts, Outcome outcome, String why) {
        this.ends = ends;
        this.facts = facts;
        this.outcome = outcome;
        this.why = why;
    }

    public Set<Outcome> ends() {
        return EnumSet.copyOf(ends);
    }

    public Set<Fact> facts() {
        return EnumSet.copyOf(facts);
    }

    public Outcome outcome() {
        return outcome;
    }

    public String why() {
        return why;
    }

    static Optional<RunRule> fitting(Outcome end, Set<Fact> facts) {
        return Arrays.stream(values())
                .filter(rule -> rule.ends.contains(end) && facts.containsAll(rule.facts))
                .findFirst();
    }

    /** @param end the word of the workflow */
    static Outcome outcome(Outcome end, Set<Fact> facts) {
        return fitting(end, facts).map(RunRule::outcome).orElse(end);
    }
}
