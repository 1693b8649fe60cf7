package io.hyperpatch.rollout;

import io.hyperpatch.intent.Intent;

/** What one look found out about a step's start calls. */
public sealed interface Finding {
    String reason();

    /** Too early to tell, or under way: look again. */
    record Waiting(String reason, Intent intent) implements Finding {}

    /** The update in effect goes on, and is this intent's: by its wire or, where no wire can be, by its groups and image alone. */
    record InFlight(String reason, Intent intent) implements Finding {}

    /** The update is over, one way or another: prove how. */
    record Ended(String reason, Intent intent) implements Finding {}

    /** It is proved that the call began nothing: another intent may be planned. */
    record NothingBegan(String reason, Intent intent) implements Finding {}

    /** The call was accepted and nothing changed: there may have been nothing to do. */
    record Unchanged(String reason, Intent intent) implements Finding {}

    /** The service turned the call down, or somebody else's update is in effect. */
    record Refused(String reason, Intent intent) implements Finding {}

    /** No reading tells. The intent stays open. */
    record Unknown(String reason, Intent intent) implements Finding {}
}
