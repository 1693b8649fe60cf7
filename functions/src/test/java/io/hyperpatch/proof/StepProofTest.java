package io.hyperpatch.proof;

import static io.hyperpatch.proof.GroupProof.Verdict.ALREADY_CURRENT;
import static io.hyperpatch.proof.GroupProof.Verdict.VERIFIED;
import static io.hyperpatch.proof.GroupProof.Verdict.VERIFIED_WITH_SKIPS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.run.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StepProofTest {
    private static GroupProof group(String name, Verdict verdict) {
        return new GroupProof(
                name,
                verdict,
                "because of " + name,
                Optional.empty(),
                "ami-1",
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                List.of(),
                List.of());
    }

    private static Verdict together(Verdict... verdicts) {
        return StepProof.of(Arrays.stream(verdicts)
                        .map(verdict -> group("g" + verdict.ordinal(), verdict))
                        .toList())
                .verdict();
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void ofOneGroupIsThatGroups(Verdict verdict) {
        assertThat(together(verdict)).isEqualTo(verdict);
        assertThat(together(verdict, verdict)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "VERIFIED, ALREADY_CURRENT, VERIFIED",
        "VERIFIED, VERIFIED_WITH_SKIPS, VERIFIED_WITH_SKIPS",
        "ALREADY_CURRENT, VERIFIED_WITH_SKIPS, VERIFIED_WITH_SKIPS",
        "VERIFIED, ROLLED_BACK, MIXED",
        "ALREADY_CURRENT, ROLLED_BACK, MIXED",
        "ROLLED_BACK, MIXED, MIXED",
        "VERIFIED, IN_FLIGHT, IN_FLIGHT",
        "MIXED, NOT_YET, NOT_YET",
        "UNKNOWN, NOT_YET, NOT_YET",
        "IN_FLIGHT, NOT_YET, IN_FLIGHT",
        "ROLLED_BACK, UNKNOWN, UNKNOWN"
    })
    void ofTwoGroups(Verdict one, Verdict other, Verdict expected) {
        assertThat(together(one, other)).isEqualTo(expected);
        assertThat(together(other, one)).isEqualTo(expected);
    }

    @Test
    void givesTheReasonOfEachGroup() {
        assertThat(StepProof.of(List.of(group("b", VERIFIED), group("a", VERIFIED)))
                        .reason())
                .isEqualTo("a: because of a; b: because of b");
    }

    @Test
    void makesTheRunsOutcomeOutOfAllItsGroups() {
        assertThat(RunProof.outcome(List.of(group("a", VERIFIED), group("b", ALREADY_CURRENT))))
                .isEqualTo(Outcome.VERIFIED);
        assertThat(RunProof.outcome(List.of(group("a", VERIFIED_WITH_SKIPS), group("b", VERIFIED))))
                .isEqualTo(Outcome.VERIFIED_WITH_SKIPS);
        assertThat(RunProof.outcome(List.of(group("a", ALREADY_CURRENT)))).isEqualTo(Outcome.ALREADY_CURRENT);
    }
}
