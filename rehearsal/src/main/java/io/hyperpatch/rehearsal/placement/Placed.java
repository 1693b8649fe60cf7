package io.hyperpatch.rehearsal.placement;

import io.hyperpatch.rehearsal.hostile.Hazard;
import java.util.Objects;

/**
 * One fault at one place.
 *
 * @param where the place's name
 * @param kind of place: the same for the same call of a function, and for the same state
 */
public record Placed(Mischief mischief, String where, String kind, Hazard hazard) {
    public Placed {
        Objects.requireNonNull(mischief, "mischief");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(hazard, "hazard");
    }

    /** It strikes this call. */
    boolean at(CallSpot spot) {
        return hazard instanceof Hazard.OfCall call && call.fault().at().equals(spot.calls());
    }

    /** The place and what happens there. */
    public String name() {
        return where + ": " + mischief.words();
    }
}
