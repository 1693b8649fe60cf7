package io.hyperpatch.handler;

import io.hyperpatch.admission.Return;
import io.hyperpatch.admission.aws.Returns;
import io.hyperpatch.run.RunName;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/** Sees to it that a deferred image is looked at again when it is old enough. */
public final class ScheduleReturnFunction extends JsonFunction<ScheduleReturnFunction.Input, Return> {
    private final Returns returns;
    private final Clock clock;

    /**
     * What waits for what.
     *
     * @param until from when on the image is old enough
     * @param workflow the ARN of the workflow that looks again: it names the function, so the function's
     *     variables cannot name it
     */
    public record Input(RunName run, String policy, Instant until, String workflow) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(policy, "policy");
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(workflow, "workflow");
        }
    }

    public ScheduleReturnFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.SCHEDULE_RETURN));
    }

    ScheduleReturnFunction(Deployed deployed) {
        this(deployed.returns(), deployed.clock());
    }

    public ScheduleReturnFunction(Returns returns, Clock clock) {
        super(Input.class);
        this.returns = Objects.requireNonNull(returns);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Return handle(Input input) {
        Return once = Return.of(input.policy(), input.until(), clock.instant());
        returns.schedule(once, input.workflow());
        return once;
    }
}
