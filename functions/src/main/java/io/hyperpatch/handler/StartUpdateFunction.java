package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.admission.Requests;
import io.hyperpatch.admission.RunRequest;
import io.hyperpatch.admission.Superseding;
import io.hyperpatch.harm.HarmSeen;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.CallRight;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.UpdateStarter;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Wins the right to call, and calls, once. */
public final class StartUpdateFunction extends JsonFunction<IntentInput, StartUpdateFunction.Started> {
    private final Intents intents;
    private final Requests requests;
    private final Runs runs;
    private final Superseding superseding;
    private final HarmSeen harm;
    private final UpdateStarter starter;
    private final Clock clock;

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** The call was made by this invocation. */
        CALLED,
        /** The call was made by another invocation. */
        ALREADY_CALLED,
        /** The wire has not been read back as OK for the plan as it stands. */
        UNARMED,
        /** The stored reading of the cluster before the call is too old. */
        STALE,
        /** The kill switch is on. */
        PAUSED,
        /** People have asked for an abort. */
        ABORTED,
        /** Another image is wanted by now. */
        SUPERSEDED,
        /** The lease is in other hands. */
        FENCED
    }

    /** @param outcome how the run ends here, if it does */
    public record Started(Verdict verdict, Optional<Outcome> outcome, String reason) {
        static Started watch(Verdict verdict, String reason) {
            return new Started(verdict, Optional.empty(), reason);
        }
    }

    public StartUpdateFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.START_UPDATE));
    }

    StartUpdateFunction(Deployed deployed) {
        this(deployed.updateStarter(), deployed.store(), deployed.clock());
    }

    public StartUpdateFunction(UpdateStarter starter, Store store, Clock clock) {
        super(IntentInput.class);
        this.intents = new Intents(store);
        this.requests = new Requests(store);
        this.runs = new Runs(store);
        this.superseding = new Superseding(store);
        this.harm = new HarmSeen(store, requests::identities);
        this.starter = Objects.requireNonNull(starter);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Started handle(IntentInput input) {
        Intent intent = input.in(intents);
        Optional<RunRequest> request = requests.find(input.run());
        Optional<Run> run = runs.find(intent.cluster(), input.run());
        List<Write.Check> wanted = Superseding.condition(intent.cluster(), request, run);
        return switch (intents.call(intent, input.token(), wanted, clock.instant())) {
            case CallRight.Won won -> called(intent);
            case CallRight.AlreadyCalled already ->
                Started.watch(Verdict.ALREADY_CALLED, "another invocation has called " + intent.id());
            case CallRight.Unarmed unarmed -> again(input, Verdict.UNARMED, unarmed.reason());
            case CallRight.Stale stale -> again(input, Verdict.STALE, stale.reason());
            case CallRight.Paused paused -> new Started(Verdict.PAUSED, Optional.of(Outcome.REFUSED), paused.reason());
            case CallRight.Aborted aborted -> {
                harm.inAbort(input.run(), intent.cluster(), clock.instant());
                yield new Started(Verdict.ABORTED, Optional.of(Outcome.ABORTED), aborted.reason());
            }
            case CallRight.Superseded superseded -> superseded(intent, request, run);
            case CallRight.Fenced fenced -> Started.watch(Verdict.FENCED, fenced.reason());
        };
    }

    private Started superseded(Intent intent, Optional<RunRequest> request, Optional<Run> run) {
        String reason = superseding.of(intent.cluster(), request, run).orElse("another image was wanted");
        return new Started(Verdict.SUPERSEDED, Optional.of(Outcome.SUPERSEDED), reason);
    }

    /**
     * The intent is planned and armed again. The workflows of versions 1 and 2 know no such word: they go and look, by which the plan is
     * withdrawn, and plan another.
     */
    private static Started again(IntentInput input, Verdict verdict, String reason) {
        return Started.watch(input.number().isPresent() ? verdict : Verdict.ALREADY_CALLED, reason);
    }

    private Started called(Intent intent) {
        Answer answer = starter.start(intent);
        intents.answered(intent, answer);
        return Started.watch(Verdict.CALLED, answer.kind() + ": " + answer.detail());
    }
}
