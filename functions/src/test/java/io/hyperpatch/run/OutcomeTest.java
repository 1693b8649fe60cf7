package io.hyperpatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.hyperpatch.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {
    @ParameterizedTest
    @EnumSource
    void isItsWordInJsonAndBack(Outcome outcome) {
        assertThat(Outcome.of(outcome.word())).isEqualTo(outcome);
        assertThat(Json.mapper().<TextNode>valueToTree(outcome).textValue()).isEqualTo(outcome.word());
        assertThat(Json.to(Outcome.class, TextNode.valueOf(outcome.word()))).isEqualTo(outcome);
    }

    @Test
    void knowsTheWordsOfTheDesign() {
        assertThat(Stream.of(Outcome.values()).map(Outcome::word))
                .contains(
                        "Verified",
                        "VerifiedWithSkips",
                        "RolledBack",
                        "Aborted",
                        "Mixed",
                        "Refused",
                        "Deferred",
                        "AlreadyCurrent",
                        "Duplicate",
                        "Unknown");
    }

    @Test
    void namesAWordThatIsNone() {
        assertThatThrownBy(() -> Outcome.of("VERIFIED"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'VERIFIED'");
    }

    @Test
    void blocksThePinOnlyWhereItWasTriedAndDidHarm() {
        assertThat(Stream.of(Outcome.values()).filter(Outcome::blocksThePin))
                .containsExactlyInAnyOrder(Outcome.ROLLED_BACK, Outcome.ABORTED, Outcome.MIXED);
        assertThat(Stream.of(Outcome.values()).filter(Outcome::endedWithoutCall))
                .contains(Outcome.REFUSED, Outcome.DEFERRED)
                .doesNotContain(
                        Outcome.VERIFIED,
                        Outcome.VERIFIED_WITH_SKIPS,
                        Outcome.ROLLED_BACK,
                        Outcome.ABORTED,
                        Outcome.MIXED,
                        Outcome.UNKNOWN,
                        Outcome.DUPLICATE,
                        Outcome.ALREADY_CURRENT);
    }
}
