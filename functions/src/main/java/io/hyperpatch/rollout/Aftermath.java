package io.hyperpatch.rollout;

import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.Resolution;
import java.time.Instant;
import java.util.Objects;

/** Writes down what a look found, so that the next one, or another run, knows it. */
public final class Aftermath {
    private final Intents intents;
    private final Patience patience;

    public Aftermath(Intents intents, Patience patience) {
        this.intents = Objects.requireNonNull(intents);
        this.patience = Objects.requireNonNull(patience);
    }

    /** True: people are to be told that nothing moves, and have not been. */
    public boolean record(Finding finding, Sight sight) {
        Instant now = sight.now();
        sight.marked().filter(intent -> intent.sightedAt().isEmpty()).ifPresent(intent -> intents.sighted(intent, now));
        sight.intents().stream().filter(sight::overtaken).forEach(intent -> intents.overtaken(intent, now));
        return switch (finding) {
            case Finding.Waiting waiting ->
                sight.mayShow(waiting.intent())
                        ? underWay(waiting.intent(), sight)
                        : waiting.intent().wasAccepted() && Progress.stalled(waiting.intent(), now);
            case Finding.InFlight inFlight -> underWay(inFlight.intent(), sight);
            case Finding.Ended ended -> {
                intents.ended(ended.intent(), now);
                resolveOthers(ended.intent(), sight);
                yield false;
            }
            case Finding.NothingBegan nothing -> {
                intents.resolve(nothing.intent(), Resolution.As.NOTHING_BEGAN, nothing.reason(), now);
                yield false;
            }
            case Finding.Refused refused -> {
                intents.resolve(refused.intent(), Resolution.As.REFUSED_BY_SERVICE, refused.reason(), now);
                yield false;
            }
            case Finding.Unchanged unchanged -> false;
            case Finding.Unknown unknown -> false;
        };
    }

    /** That it was seen under way may be all that ever tells of an update: it can end exactly where it began. */
    private boolean underWay(Intent intent, Sight sight) {
        if (intent.endedAt().isPresent()) {
            intents.goesOn(intent);
        }
        String progress = Progress.of(sight.groups(intent));
        if (!intent.progress().filter(progress::equals).isPresent()) {
            intents.progressed(intent, progress, sight.now());
            return false;
        }
        return Progress.stalled(intent, sight.now());
    }

    /** While one update of a step was in effect, the service refused every other; so those began nothing. */
    private void resolveOthers(Intent ended, Sight sight) {
        for (Intent other : sight.intents()) {
            if (other.id().equals(ended.id()) || !other.isOpen()) {
                continue;
            }
            boolean settled = other.calledAt()
                    .filter(called -> !sight.now().isBefore(patience.told(other)))
                    .isPresent();
            if (other.wasTurnedDown()) {
                intents.resolve(
                        other,
                        Resolution.As.REFUSED_BY_SERVICE,
                        "the update of " + ended.id() + " was in effect",
                        sight.now());
            } else if (settled) {
                intents.resolve(
                        other,
                        Resolution.As.NOTHING_BEGAN,
                        "nothing showed an update of it, and the update of " + ended.id() + " was in effect",
                        sight.now());
            }
        }
    }
}
