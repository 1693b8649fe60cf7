package io.hyperpatch.proof;

import static io.hyperpatch.proof.GroupProof.Verdict.ALREADY_CURRENT;
import static io.hyperpatch.proof.GroupProof.Verdict.EMPTY;
import static io.hyperpatch.proof.GroupProof.Verdict.ROLLED_BACK;
import static io.hyperpatch.proof.GroupProof.Verdict.UPDATED;
import static io.hyperpatch.proof.GroupProof.Verdict.VERIFIED;
import static io.hyperpatch.proof.GroupProof.Verdict.VERIFIED_WITH_SKIPS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.run.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StepProofTest {
    private static GroupProof group(String name, Verdict verdict) {
        return GroupProofs.of(
                name,
                verdict,
                "because of " + name,
                Optional.empty(),
                "ami-0abcdef1234567890",
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

    private static GroupProof on(String before, String now, Verdict verdict) {
        return GroupProofs.of(
                "group on " + now,
                verdict,
                "",
                Optional.of(before),
                "ami-00000001",
                Optional.of(now),
                Optional.of("Succeeded"),
                1,
                1,
                List.of(),
                List.of());
    }

    @Test
    void showsThatNothingBeganOnlyIfEachGroupIsOnTheImageThatItHad() {
        GroupProof current = on("ami-00000001", "ami-00000001", ALREADY_CURRENT);

        assertThat(StepProof.of(List.of(current)).nothingBegan()).isTrue();
        assertThat(StepProof.of(List.of(current, on("ami-00000001", "ami-00000001", EMPTY)))
                        .nothingBegan())
                .isTrue();
        assertThat(StepProof.of(List.of(current, on("ami-00000000", "ami-00000001", EMPTY)))
                        .nothingBegan())
                .as("all nodes of the other one were broken before")
                .isFalse();
        assertThat(StepProof.of(List.of(on("ami-00000000", "ami-00000001", VERIFIED)))
                        .nothingBegan())
                .isFalse();
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
        "VERIFIED, ROLLED_BACK, ROLLED_BACK",
        "ALREADY_CURRENT, ROLLED_BACK, ROLLED_BACK",
        "VERIFIED, UPDATED, UPDATED",
        "UPDATED, ALREADY_CURRENT, UPDATED",
        "UPDATED, VERIFIED_WITH_SKIPS, VERIFIED_WITH_SKIPS",
        "UPDATED, ROLLED_BACK, ROLLED_BACK",
        "UNPROVEN, VERIFIED, UNPROVEN",
        "UNPROVEN, MIXED, MIXED",
        "EMPTY, VERIFIED, VERIFIED",
        "EMPTY, ROLLED_BACK, ROLLED_BACK",
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
        assertThat(RunProof.outcome(List.of(group("a", UPDATED), group("b", VERIFIED))))
                .isEqualTo(Outcome.UPDATED);
        assertThat(RunProof.outcome(List.of(group("a", UPDATED), group("b", VERIFIED_WITH_SKIPS))))
                .isEqualTo(Outcome.VERIFIED_WITH_SKIPS);
        assertThat(RunProof.outcome(List.of(group("a", EMPTY), group("b", VERIFIED))))
                .isEqualTo(Outcome.VERIFIED);
        assertThat(RunProof.outcome(List.of(group("a", ALREADY_CURRENT)))).isEqualTo(Outcome.ALREADY_CURRENT);
    }

    @Test
    void anUpdateOfAGroupWithoutARunningNodeIsAnUpdateAllTheSame() {
        GroupProof current = on("ami-00000001", "ami-00000001", ALREADY_CURRENT);
        GroupProof moved = on("ami-00000000", "ami-00000001", EMPTY);
        GroupProof stayed = on("ami-00000001", "ami-00000001", EMPTY);

        assertThat(RunProof.outcome(List.of(current, moved))).isEqualTo(Outcome.VERIFIED);
        assertThat(RunProof.outcome(List.of(moved))).isEqualTo(Outcome.VERIFIED);
        assertThat(RunProof.outcome(List.of(current, stayed))).isEqualTo(Outcome.ALREADY_CURRENT);
        assertThat(RunProof.outcome(List.of(stayed))).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void isRolledBackWhereEveryNodeIsWhereItWasAlthoughOneOfItsGroupsWasOnlyPassedOver() {
        GroupProof passedOver = new GroupProof(
                "system",
                VERIFIED_WITH_SKIPS,
                "its one node was skipped",
                Evidence.IMAGE_ID,
                Optional.empty(),
                Pin.of("ami-0abcdef1234567890"),
                Optional.empty(),
                Optional.of("Succeeded"),
                1,
                0,
                Set.of(Stand.AS_BEFORE),
                false,
                List.of(new NodeNote("i-1", "runs ami-0")),
                List.of(),
                List.of(),
                List.of());

        assertThat(StepProof.of(List.of(passedOver, group("gpu", ROLLED_BACK))).verdict())
                .isEqualTo(ROLLED_BACK);
        assertThat(StepProof.of(List.of(passedOver)).imageHasRun()).isFalse();
        assertThat(StepProof.of(List.of(passedOver, group("gpu", VERIFIED))).imageHasRun())
                .isTrue();
    }
}
