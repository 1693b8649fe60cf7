package io.hyperpatch.policy;

/** The treatment of a cluster of which a group is Failed, Creating or Deleting. */
public enum OnUnready {
    /** The whole cluster waits: people are to look at the group first. */
    REFUSE("refuse"),
    /** The group is left out and named; the others are patched. */
    LEAVE_OUT("leaveOut");

    private final String word;

    OnUnready(String word) {
        this.word = word;
    }

    /** The word that a policy writes. */
    public String word() {
        return word;
    }

    static OnUnready of(String word) {
        return word.equals(LEAVE_OUT.word) ? LEAVE_OUT : REFUSE;
    }
}
