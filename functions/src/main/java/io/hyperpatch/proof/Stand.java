package io.hyperpatch.proof;

/** The place of a node between its images once the update of its group is over. */
public enum Stand {
    /** It runs the pinned image, which it did not run before. */
    ON_PIN("on the pin"),
    /** It runs the pinned image, as it did before. */
    WAS_ON_PIN("on the pin since before"),
    /** The update ended well for it, and no image is shown. */
    UPDATED("updated, no image shown"),
    /** It runs what it ran before. */
    AS_BEFORE("as before"),
    /**
     * It runs an image that is neither the pin nor the one from before, or it was updated, well by the service's word, and is back on the
     * one from before.
     */
    ELSEWHERE("elsewhere"),
    /** It does not run, or is no longer there. */
    NOT_RUNNING("not running"),
    /** It runs, and nothing shown proves what. */
    UNPROVEN("unproven");

    private final String words;

    Stand(String words) {
        this.words = words;
    }

    /** A short phrase for tables. */
    public String words() {
        return words;
    }

    /** It counts as patched. */
    public boolean patched() {
        return this == ON_PIN || this == WAS_ON_PIN || this == UPDATED;
    }
}
