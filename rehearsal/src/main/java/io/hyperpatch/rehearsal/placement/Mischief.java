package io.hyperpatch.rehearsal.placement;

/** The kinds of faults that are placed. */
public enum Mischief {
    THROTTLED("throttled"),
    FAILED("failed"),
    LOST_BEFORE("answer lost, the call never made"),
    LOST_AFTER("answer lost, the call made"),
    LATE("answer later than every time-out"),
    KILLED_BEFORE("function killed before the call"),
    KILLED_AFTER("function killed after the call"),
    EARLIER("reading answered with an earlier snapshot"),
    STOPPED("state stopped"),
    REDRIVEN("state stopped and redriven");

    private final String words;

    Mischief(String words) {
        this.words = words;
    }

    /** In the words of the page. */
    public String words() {
        return words;
    }
}
