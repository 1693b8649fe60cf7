package io.hyperpatch.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.json.Json;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.store.InMemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private static final int MOST_BYTES = 400 * 1024;

    private final InMemoryStore store = new InMemoryStore();
    private final Proofs proofs = new Proofs(store);

    private static GroupProof proof(String name, Verdict verdict, int skipped, int failed) {
        return GroupProofs.of(
                name,
                verdict,
                "why",
                Optional.of("ami-00000001"),
                "ami-00000002",
                Optional.of("ami-00000002"),
                Optional.of("Succeeded"),
                1000,
                1000 - skipped - failed,
                notes(skipped, "skipped"),
                notes(failed, "failed"));
    }

    private static List<NodeNote> notes(int count, String why) {
        return IntStream.range(0, count)
                .mapToObj(i -> new NodeNote("i-%017d".formatted(i), why + " " + "x".repeat(500)))
                .toList();
    }

    private void record(int step, GroupProof... groups) {
        proofs.record(IntentFixture.RUN, step, StepProof.of(List.of(groups)), Instant.parse("2026-11-21T02:00:00Z"));
    }

    @Test
    void bringsAThousandNotesBackInOrder() {
        GroupProof many = proof("gpu", Verdict.MIXED, 1000, 123);
        GroupProof few = proof("gpu-a", Verdict.VERIFIED_WITH_SKIPS, 1, 0);
        record(1, many, few);

        assertThat(proofs.of(IntentFixture.RUN))
                .containsOnly(java.util.Map.entry("gpu", many), java.util.Map.entry("gpu-a", few));
    }

    @Test
    void keepsEachItemFarBelowTheLimitOfTheStore() {
        record(1, proof("gpu", Verdict.MIXED, 1000, 1000));

        assertThat(store.list("run/" + IntentFixture.RUN, "proof"))
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        item -> assertThat(Json.of(item.attributes()).toString().length())
                                .isLessThan(MOST_BYTES));
    }

    @Test
    void forgetsTheNotesOfAnEarlierProofOfTheSameStep() {
        record(1, proof("gpu", Verdict.MIXED, 250, 250));
        GroupProof later = proof("gpu", Verdict.VERIFIED_WITH_SKIPS, 3, 0);
        record(1, later);

        assertThat(proofs.of(IntentFixture.RUN)).containsEntry("gpu", later);
    }

    @Test
    void knowsTheGroupsOfEveryStep() {
        record(1, proof("canary", Verdict.VERIFIED, 0, 0));
        record(2, proof("gpu", Verdict.ROLLED_BACK, 0, 0));

        assertThat(proofs.of(IntentFixture.RUN)).containsOnlyKeys("canary", "gpu");
    }
}
