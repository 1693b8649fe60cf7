package io.hyperpatch.intent;

import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** One item for the whole product: while it is on, no start call is made. */
public final class KillSwitch {
    public static final Key KEY = new Key("product", "kill-switch");
    private static final String ON = "on";
    private static final String REASON = "reason";

    private KillSwitch() {}

    /**
     * How it stands, and who turned it last.
     *
     * @param reason what is told to whoever meets it; only while it is on
     * @param by empty, as is {@code at}, if nobody ever has
     */
    public record State(boolean on, Optional<String> reason, Optional<String> by, Optional<Instant> at) {
        private static final State NEVER_TURNED =
                new State(false, Optional.empty(), Optional.empty(), Optional.empty());

        public State {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(at, "at");
        }
    }

    /** @param changed false: it stood that way already, and who turned it, when and why stays as it was */
    public record Turned(boolean changed, State state) {}

    /** @param reason what is told to whoever meets it */
    public static Turned turnOn(Store store, String reason, String by, Instant at) {
        State on = new State(true, Optional.of(reason), Optional.of(by), Optional.of(at));
        return turn(store, on, Condition.any(Condition.absent(), Condition.equal(ON, false)));
    }

    public static Turned turnOff(Store store, String by, Instant at) {
        State off = new State(false, Optional.empty(), Optional.of(by), Optional.of(at));
        return turn(store, off, Condition.equal(ON, true));
    }

    private static Turned turn(Store store, State wanted, Condition otherwiseNow) {
        return switch (store.write(new Write.Update(KEY, Stored.changes(wanted), otherwiseNow))) {
            case WriteResult.Written written -> new Turned(true, wanted);
            case WriteResult.Refused refused -> new Turned(false, state(refused.current()));
        };
    }

    public static State read(Store store) {
        return state(store.read(KEY));
    }

    private static State state(Optional<Item> item) {
        return item.map(found -> Stored.read(State.class, found)).orElse(State.NEVER_TURNED);
    }

    /** A part of the transaction before each start call. */
    static Write.Check isOff() {
        return new Write.Check(KEY, Condition.any(Condition.absent(), Condition.equal(ON, false)));
    }

    /** Why no start call may be made now; empty while the switch is off. */
    public static Optional<String> whyClosed(Store store) {
        Optional<Item> item = store.read(KEY);
        return state(item).on() ? Optional.of(reason(item)) : Optional.empty();
    }

    static String reason(Optional<Item> item) {
        return "the kill switch is on"
                + item.flatMap(found -> found.text(REASON))
                        .map(why -> ": " + why)
                        .orElse("");
    }
}
