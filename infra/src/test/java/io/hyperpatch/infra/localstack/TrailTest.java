package io.hyperpatch.infra.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrailTest {
    @Test
    void roundsOfWaitingAreLeftOut() {
        assertThat(Trail.of(List.of(
                        "ArmWire",
                        "RouteOnWire",
                        "WaitForWire",
                        "ArmWire",
                        "RouteOnWire",
                        "WaitForWire",
                        "ArmWire",
                        "RouteOnWire",
                        "StartUpdate")))
                .containsExactly("ArmWire", "RouteOnWire", "StartUpdate");
        assertThat(Trail.of(List.of("Look", "AwaitSignal", "Look", "AwaitSignal", "Look", "AwaitSignal", "Route")))
                .containsExactly("Look", "AwaitSignal", "Route");
    }

    @Test
    void roundsOfWaitingThatWereDecidedAreLeftOut() {
        List<String> round =
                List.of("VerifyStep", "DecideNext", "RouteOnNext", "WaitForNext", "DecideNext", "RouteOnNext");
        List<String> visited = new ArrayList<>(round);
        visited.addAll(round);
        visited.addAll(List.of("VerifyStep", "DecideNext", "RouteOnNext", "ReportOutcome"));

        assertThat(Trail.of(visited)).containsExactly("VerifyStep", "DecideNext", "RouteOnNext", "ReportOutcome");
    }

    @Test
    void stepsThatAreRepeatedStay() {
        List<String> twoSteps = List.of("PlanIntent", "VerifyStep", "PlanIntent", "VerifyStep", "ReportOutcome");

        assertThat(Trail.of(twoSteps)).isEqualTo(twoSteps);
    }

    @Test
    void aWaitThatLeadsElsewhereStays() {
        assertThat(Trail.of(List.of("Look", "AwaitSignal", "ReportStall", "AwaitSignal", "Route")))
                .containsExactly("Look", "AwaitSignal", "ReportStall", "AwaitSignal", "Route");
    }
}
