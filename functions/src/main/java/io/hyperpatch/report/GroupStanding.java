package io.hyperpatch.report;

/** The standing of an instance group of the last reading in a run. Each group has one, so that none goes unmentioned. */
public enum GroupStanding {
    /** The image of its nodes was proved after its update, or before the plan. */
    PROVED("proved"),
    /** An update of it was begun, or may have been, and nothing proves yet where its nodes stand. */
    UNPROVEN("unproven"),
    /** An image was chosen for it, and no update of it was begun by this run. */
    NOT_BEGUN("not begun"),
    /** It had no node when the run came to it. */
    EMPTY("empty"),
    /** The plan leaves it out; its reason is given beside it. */
    LEFT_OUT("left out"),
    /** The service's API cannot patch a restricted instance group. */
    RESTRICTED("restricted"),
    /** It was not there when the images were chosen. */
    ADDED("added since"),
    /** It was there when the images were chosen, and is no more. */
    GONE("gone");

    private final String word;

    GroupStanding(String word) {
        this.word = word;
    }

    /** The word for people and machines. */
    public String word() {
        return word;
    }
}
