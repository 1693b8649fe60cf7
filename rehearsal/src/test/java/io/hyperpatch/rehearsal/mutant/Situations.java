package io.hyperpatch.rehearsal.mutant;

import java.util.List;
import java.util.stream.Stream;

/** The situations that show what rules are for: seeds meet them too seldom to be relied on. */
final class Situations {
    private static final List<Situation> OF_SAFEGUARDS = List.of(
            Situation.of(
                    Safeguard.STORED_BEFORE,
                    "came-and-went-while-the-answer-was-lost",
                    "every-resolution-is-the-truth"),
            Situation.of(
                    Safeguard.DEADLINE_FIRST,
                    "unreadable",
                    "every-execution-ends-in-bounded-time-after-the-last-fault"),
            Situation.of(Safeguard.MAIL_CLAIMED, "unanswered", "repeats-of-a-mail-are-further-and-further-apart"));

    private Situations() {}

    static List<Situation> all() {
        return Stream.of(
                        OF_SAFEGUARDS,
                        StartSituations.ALL,
                        ReadinessSituations.ALL,
                        ImageSituations.ALL,
                        ProofSituations.ALL,
                        ResolutionSituations.ALL,
                        FleetSituations.ALL)
                .flatMap(List::stream)
                .toList();
    }
}
