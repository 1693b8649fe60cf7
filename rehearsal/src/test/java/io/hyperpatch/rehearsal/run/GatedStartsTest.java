package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.clock.Fibers;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.engine.StartCalls;
import io.hyperpatch.rehearsal.fault.Calls;
import io.hyperpatch.rehearsal.fault.DeliveredFaults;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.FaultGate;
import io.hyperpatch.rehearsal.fault.Moment;
import io.hyperpatch.rehearsal.fault.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workflows that start other ones: what goes wrong on the way, and who sees what of it. */
class GatedStartsTest {
    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");

    private final VirtualClock clock = new VirtualClock(START);
    private final Fibers fibers = new Fibers(clock);
    private final List<String> effects = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    @Test
    void startsWhereNothingStrikes() {
        start(new Fault.Throttle(calls("patch-fleet")));

        assertThat(effects).containsExactly("arn");
        assertThat(seen).containsExactly("started arn");
    }

    @Test
    void isThrottledBeforeTheStart() {
        start(new Fault.Throttle(calls("patch-cluster")));

        assertThat(effects).isEmpty();
        assertThat(seen).containsExactly("StepFunctions.AWSStepFunctionsException");
    }

    @Test
    void hasStartedAlthoughTheServiceFailed() {
        start(new Fault.ServerError(calls("patch-*"), 500, Moment.AFTER));

        assertThat(effects).containsExactly("arn");
        assertThat(seen).containsExactly("StepFunctions.AWSStepFunctionsException");
    }

    @Test
    void hasStartedAlthoughNoAnswerCame() {
        start(new Fault.LoseAnswer(calls("*"), Moment.AFTER));

        assertThat(effects).containsExactly("arn");
        assertThat(seen).containsExactly("StepFunctions.SdkClientException");
        assertThat(Duration.between(START, clock.now())).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void cannotBeKilledNorHang() {
        start(
                new Fault.KillFunction(calls("*"), Moment.BEFORE),
                new Fault.TimeOutFunction(calls("patch-cluster"), Moment.AFTER));

        assertThat(seen).containsExactly("started arn");
        assertThat(clock.now()).isEqualTo(START);
    }

    private static Calls calls(String caller) {
        return new Calls(caller, "states:*", When.ALWAYS);
    }

    private void start(Fault... faults) {
        FaultGate gate = new FaultGate(clock, fibers, List.of(faults), 1, new DeliveredFaults());
        new GatedStarts(fibers, gate)
                .make(
                        "patch-cluster",
                        () -> {
                            effects.add("arn");
                            return "arn";
                        },
                        new StartCalls.Seen() {
                            @Override
                            public void started(String arn) {
                                seen.add("started " + arn);
                            }

                            @Override
                            public void failed(StartCalls.Refusal refusal) {
                                seen.add(refusal.error());
                            }
                        });
        clock.runWhile(() -> true);
    }
}
