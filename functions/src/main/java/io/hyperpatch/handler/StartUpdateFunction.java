package io.hyperpatch.handler;

import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.CallRight;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.rollout.aws.UpdateStarter;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** Wins the right to call, and calls, once. */
public final class StartUpdateFunction extends JsonFunction<StepInput> {
    private final Intents intents;
    private final UpdateStarter starter;
    private final Clock clock;

    /** @param outcome how the run ends here, if it does */
    public record Started(String verdict, Optional<Outcome> outcome, String reason) {
        static Started watch(String verdict, String reason) {
            return new Started(verdict, Optional.empty(), reason);
        }
    }

    public StartUpdateFunction() {
        this(Deployed.production());
    }

    StartUpdateFunction(Deployed deployed) {
        this(deployed.updateStarter(), deployed.store(), deployed.clock());
    }

    public StartUpdateFunction(UpdateStarter starter, Store store, Clock clock) {
        super(StepInput.class);
        this.intents = new Intents(store);
        this.starter = Objects.requireNonNull(starter);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Started handle(StepInput input) {
        Intent intent = intents.of(input.run(), input.step()).getLast();
        return switch (intents.call(intent, clock.instant())) {
            case CallRight.Won won -> called(intent);
            case CallRight.AlreadyCalled already ->
                Started.watch("AlreadyCalled", "another invocation has called " + intent.id());
            case CallRight.Paused paused -> new Started("Paused", Optional.of(Outcome.REFUSED), paused.reason());
            case CallRight.Aborted aborted -> new Started("Aborted", Optional.of(Outcome.ABORTED), aborted.reason());
            case CallRight.Fenced fenced -> Started.watch("Fenced", fenced.reason());
        };
    }

    private Started called(Intent intent) {
        Answer answer = starter.start(intent);
        intents.answered(intent, answer);
        return Started.watch("Called", answer.kind() + ": " + answer.detail());
    }
}
