package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each function of a run, killed once around each of its first calls: the run still ends Verified, and nothing is done twice. */
class InterruptionsTest {
    private static final List<String> FUNCTIONS = List.of(
            "TakeLease",
            "ValidateImages",
            "CheckReadiness",
            "PlanIntent",
            "ArmWire",
            "StartUpdate",
            "LookAtUpdate",
            "AwaitSignal",
            "WakeRun",
            "VerifyStep",
            "ReportOutcome",
            "ReleaseLease");
    private static final int CALLS = 3;

    static Stream<Arguments> everyMoment() {
        return everyMomentOf(FUNCTIONS);
    }

    /** Where no start call lists an alarm, ArmWire makes no call. */
    static Stream<Arguments> everyMomentOnSlurm() {
        return everyMomentOf(FUNCTIONS.stream()
                .filter(function -> !function.equals("ArmWire"))
                .toList());
    }

    private static Stream<Arguments> everyMomentOf(List<String> functions) {
        return functions.stream()
                .flatMap(function -> Stream.of("before", "after").flatMap(moment -> IntStream.rangeClosed(1, CALLS)
                        .mapToObj(call -> Arguments.of(function, moment, call))));
    }

    @ParameterizedTest(name = "{0}, {1} its call {2}")
    @MethodSource("everyMoment")
    void surviveAKilledFunction(String function, String moment, int call) {
        survive("eks-67", function, moment, call);
    }

    @ParameterizedTest(name = "{0}, {1} its call {2}")
    @MethodSource("everyMomentOnSlurm")
    void surviveAKilledFunctionOnSlurm(String function, String moment, int call) {
        survive("slurm-20", function, moment, call);
    }

    private static void survive(String cluster, String function, String moment, int call) {
        RehearsalResult result = UnknownsTest.play("""
                name: killed
                description: One function is killed around one of its calls.
                cluster: %s
                faults:
                  - { kind: killFunction, moment: %s, at: { function: %s, action: "*", when: { occurrence: %d } } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Verified
                """.formatted(cluster, moment, function, call));

        assertThat(result.surprises()).isEmpty();
        if (call == 1) {
            assertThat(result.faultsStruck()).containsKey("killFunction");
        }
        UnknownsTest.assertHeld(result);
    }
}
