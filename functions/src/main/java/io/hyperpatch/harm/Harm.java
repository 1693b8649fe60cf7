package io.hyperpatch.harm;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.run.RunName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A stored fact: an image did harm in one instance group, or people hold it back there. It is about the group and the
 * image, and knows neither policies nor other groups: so it outlives them.
 *
 * @param identity the identity of the pin that was asked for
 * @param shown the image that the service showed of the update, where it did: its id, else its release version
 * @param run in which it happened
 * @param at when it was seen first
 * @param lifted by whom it does not count any more
 */
public record Harm(
        String group,
        String identity,
        Optional<String> shown,
        Kind kind,
        By by,
        RunName run,
        Instant at,
        Optional<Lifted> lifted) {
    public Harm {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(shown, "shown");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(lifted, "lifted");
    }

    /** The kind of the fact: the image did harm, or is only not wanted. */
    @EnumNaming(PascalCase.class)
    public enum Kind {
        HARMED,
        /** A person had a run of it end. */
        HELD
    }

    /** The one who saw the harm, or decided. */
    @EnumNaming(PascalCase.class)
    public enum By {
        /** The service rolled its update back. */
        SERVICE,
        /** Nodes failed on it, or were left on neither image. */
        NODES,
        /** This product took it back. */
        OUR_ROLLBACK,
        PERSON
    }

    /** The word of a person that the image may be begun again. */
    public record Lifted(String by, String reason, Instant at) {
        public Lifted {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(at, "at");
        }
    }

    /** A fact that counts. */
    public static Harm of(
            String group, String identity, Optional<String> shown, Kind kind, By by, RunName run, Instant at) {
        return new Harm(group, identity, shown, kind, by, run, at, Optional.empty());
    }

    /** The same after a person's word. */
    public Harm lifted(Lifted how) {
        return new Harm(group, identity, shown, kind, by, run, at, Optional.of(how));
    }

    /** It counts: nobody has lifted it. */
    @JsonIgnore
    public boolean isInForce() {
        return lifted.isEmpty();
    }

    @JsonIgnore
    public Pin pin() {
        return Pin.of(identity);
    }

    /** The image, as people name it and as {@code unblock} takes it. */
    @JsonIgnore
    public String image() {
        return ImageName.of(pin()).or(() -> shown).orElse(Pin.DEFAULT);
    }

    /** The fact and its time, in words. */
    public String inWords() {
        String what = kind == Kind.HELD
                ? "a person held it back"
                : switch (by) {
                    case SERVICE -> "the service rolled it back";
                    case NODES -> "nodes failed on it";
                    case OUR_ROLLBACK -> "it was rolled back";
                    case PERSON -> "a person had it rolled back";
                };
        return what + " in run " + run + " at " + at;
    }
}
