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

/** Makes the intent's wire, and records with the intent that it was read back as OK. */
public final class ArmWireFunction extends JsonFunction<IntentInput, ArmWireFunction.Answer> {
    private final Intents intents;
    private final Wires wires;
    private final Clock clock;

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** The alarm is OK, so that it can stop the update. */
        ARMED,
        /** The start call lists no alarm, or is not to be made as it was planned: whether it is made is decided by the start. */
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
        super(IntentInput.class);
        this.intents = new Intents(store);
        this.wires = Objects.requireNonNull(wires);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(IntentInput input) {
        Intent intent = input.in(intents);
        if (intent.ownership() != Ownership.WIRE) {
            return new Answer(Verdict.NOT_NEEDED, "the start call of " + intent.id() + " lists no alarm");
        }
        if (intent.state() != Intent.State.PLANNED || intent.token() != input.token()) {
            return new Answer(Verdict.NOT_NEEDED, "intent " + intent.id() + " is not to be called by this execution");
        }
        String state = state(intent);
        if (!isArmed(state)) {
            wires.arm(intent, clock.instant());
            state = state(intent);
        }
        if (!isArmed(state)) {
            return new Answer(Verdict.NOT_YET, "the alarm " + intent.wire() + " did not become OK; it is " + state);
        }
        return intents.arm(intent, state, clock.instant())
                ? new Answer(Verdict.ARMED, "the alarm " + intent.wire() + " is OK")
                : new Answer(Verdict.NOT_NEEDED, "intent " + intent.id() + " is no longer as it was planned");
    }

    private static boolean isArmed(String state) {
        return Intent.ARMED.equals(state);
    }

    private String state(Intent intent) {
        return wires.states(List.of(intent.wire())).getOrDefault(intent.wire(), "missing");
    }
}
