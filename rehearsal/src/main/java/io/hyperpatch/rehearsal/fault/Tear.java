package io.hyperpatch.rehearsal.fault;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a page of a list is torn, as when entries come, go or change places while the pages are read one after the other. */
public enum Tear {
    /** Its last entry is missing: it has gone to a page that was read before. */
    @JsonProperty("lacks")
    LACKS,
    /** Its last entry stands there twice: it has come from a page that was read before. */
    @JsonProperty("repeats")
    REPEATS,
    /** In the place of its last entry stands the one before it, once more. */
    @JsonProperty("lacksAndRepeats")
    LACKS_AND_REPEATS
}
