package io.hyperpatch.rehearsal.fault;

import com.fasterxml.jackson.annotation.JsonProperty;

/** On which side of the effect of a call a fault strikes. */
public enum Moment {
    /** The call has not taken effect, and will not. */
    @JsonProperty("before")
    BEFORE,
    /** The call has taken effect; only its caller does not hear of it. */
    @JsonProperty("after")
    AFTER
}
