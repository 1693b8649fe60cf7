package io.hyperpatch.intent;

import io.hyperpatch.json.Json;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Write;
import java.util.Optional;

/** One item for the whole product: while it is on, no start call is made. */
public final class KillSwitch {
    public static final Key KEY = new Key("product", "kill-switch");
    private static final String ON = "on";
    private static final String REASON = "reason";

    private KillSwitch() {}

    /** @param reason what is told to whoever meets it */
    public static Write.Put on(String reason) {
        return new Write.Put(KEY, Json.object().put(ON, true).put(REASON, reason), Condition.always());
    }

    public static Write.Put off() {
        return new Write.Put(KEY, Json.object().put(ON, false), Condition.always());
    }

    /** A part of the transaction before each start call. */
    static Write.Check isOff() {
        return new Write.Check(KEY, Condition.any(Condition.absent(), Condition.equal(ON, false)));
    }

    static String reason(Optional<Item> item) {
        return "the kill switch is on"
                + item.flatMap(found -> found.text(REASON))
                        .map(why -> ": " + why)
                        .orElse("");
    }
}
