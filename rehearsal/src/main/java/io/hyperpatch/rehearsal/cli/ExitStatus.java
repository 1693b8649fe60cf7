package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.hostile.CampaignResult;
import io.hyperpatch.rehearsal.installation.Trouble;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import io.hyperpatch.rehearsal.run.TriggerEnd;
import java.util.Optional;
import java.util.Set;

/** What the command line says to its caller when it ends. */
final class ExitStatus {
    /** The goal is reached. */
    static final int GOAL_REACHED = 0;
    /** An internal fault, a broken invariant, or a scenario that does not end as it declares. */
    static final int BROKEN = 1;
    /** Bad input: nothing was done. */
    static final int BAD_INPUT = 2;
    /** Any other outcome. */
    static final int OTHER_OUTCOME = 3;

    private static final Set<String> GOALS = Set.of("Verified", "Updated", "AlreadyCurrent");

    private ExitStatus() {}

    static int of(RehearsalResult result) {
        if (!result.allInvariantsHeld() || !result.surprises().isEmpty()) {
            return BROKEN;
        }
        return result.triggers().stream().allMatch(end -> goalReached(end, result)) ? GOAL_REACHED : OTHER_OUTCOME;
    }

    static int of(CampaignResult result) {
        return result.broken().isEmpty() ? GOAL_REACHED : BROKEN;
    }

    static int of(Trouble trouble) {
        return switch (trouble.kind()) {
            case INPUT -> BAD_INPUT;
            case SERVICE -> BROKEN;
            case REFUSED -> OTHER_OUTCOME;
        };
    }

    private static boolean goalReached(TriggerEnd end, RehearsalResult result) {
        Optional<JsonNode> counts =
                switch (end.outcome()) {
                    // of another run, which does the same work
                    case "Duplicate" -> result.report(end);
                    // the schedule brings another run once the image is old enough
                    case "Deferred" -> result.later().stream().reduce((first, last) -> last);
                    default -> Optional.empty();
                };
        return isGoal(counts.map(report -> report.path("outcome").asText()).orElse(end.outcome()));
    }

    /** Returns true for the word of an outcome with which a run reaches its goal. */
    static boolean isGoal(String outcome) {
        return GOALS.contains(outcome);
    }
}
