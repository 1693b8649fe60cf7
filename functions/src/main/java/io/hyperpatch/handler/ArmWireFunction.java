package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.platform.Ownership;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** Makes the intent's wire, and says whether it reads back as OK. */
public final class ArmWireFunction extends JsonFunction<StepInput, ArmWireFunction.Answer> {
    private static final String OK = "OK";

    private final Intents intents;
    private final Wires wires;
    private final Clock clock;

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** The alarm is OK, so that it can stop the update. */
        ARMED,
        /** The start call lists no alarm. */
        NOT_NEEDED,
        /** The alarm did not become OK so far. */
        NOT_YET
    }

    public record Answer(Verdict verdict, String reason) {}

    public ArmWireFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.ARM_WIRE));
    }

    ArmWireFunction(Deployed deployed) {
        this(deployed.wires(), deployed.store(), deployed.clock());
    }

    public ArmWireFunction(Wires wires, Store store, Clock clock) {
        super(StepInput.class);
        this.intents = new Intents(store);
        this.wires = Objects.requireNonNull(wires);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(StepInput input) {
        Intent intent = intents.of(input.run(), input.step()).getLast();
        if (intent.ownership() != Ownership.WIRE) {
            return new Answer(Verdict.NOT_NEEDED, "the start call of " + intent.id() + " lists no alarm");
        }
        if (OK.equals(state(intent))) {
            return new Answer(Verdict.ARMED, "the alarm " + intent.wire() + " is OK");
        }
        wires.arm(intent, clock.instant());
        String state = state(intent);
        return OK.equals(state)
                ? new Answer(Verdict.ARMED, "the alarm " + intent.wire() + " is OK")
                : new Answer(Verdict.NOT_YET, "the alarm " + intent.wire() + " did not become OK; it is " + state);
    }

    private String state(Intent intent) {
        return wires.states(List.of(intent.wire())).getOrDefault(intent.wire(), "missing");
    }
}
