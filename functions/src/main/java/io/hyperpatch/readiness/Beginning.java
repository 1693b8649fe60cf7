package io.hyperpatch.readiness;

import java.util.List;
import java.util.stream.Collectors;

/** Whether a run is planned on a cluster: its readiness, and whether each field of the policy bites there. */
public sealed interface Beginning {
    String reason();

    /** Nothing stands in the way, and every field of the policy has its effect. */
    record Possible(Readiness.Ready ready) implements Beginning {
        @Override
        public String reason() {
            return ready.reason();
        }
    }

    /** Only another reading tells a shortage of capacity, which may last, from a scaling that is under way. */
    record LookAgain(String reason) implements Beginning {}

    /** The run ends before it has begun. */
    record Refused(String reason) implements Beginning {}

    /** Decides for the cluster as it is now. */
    static Beginning decide(Situation situation) {
        List<PolicyRules.Finding> unfit = PolicyRules.findings(situation.rules(), situation.cluster());
        return switch (Readiness.decide(situation)) {
            case Readiness.Ready ready ->
                unfit.isEmpty()
                        ? new Possible(ready)
                        : new Refused(inWords(unfit).strip());
            case Readiness.NotReady notReady ->
                unfit.isEmpty() && notReady.onlyShortages()
                        ? new LookAgain(notReady.reason())
                        : new Refused(inWords(unfit) + notReady.reason());
        };
    }

    private static String inWords(List<PolicyRules.Finding> unfit) {
        return unfit.stream()
                .map(finding -> finding.reason() + " [" + finding.rule() + "]; " + finding.remedy() + ". ")
                .collect(Collectors.joining());
    }
}
