package io.hyperpatch.proof;

/**
 * The ladder of evidence: how it was proved where a node stands, the best rung first. A group is proved by
 * the lowest rung that one of its nodes needed.
 *
 * <p>Groups on a HyperPod-managed image were seen to show the text {@code default}, or nothing, in place of
 * an image. Nothing shown is never proof, so below the two rungs that show an image only what the service
 * did can tell.
 */
public enum Evidence {
    /** The image id is shown. */
    IMAGE_ID("image id"),
    /** The release version is shown. */
    RELEASE_VERSION("release version"),
    /**
     * No image is shown. Our update was seen under way, with its wire, and no other configuration since; it
     * ended, and each node was updated, or launched in place of another, after the call. Where no wire is
     * shown, the accepted answer and the update under way stand for the wire.
     */
    SIGHTED_UPDATE("our update seen under way, and the nodes' update times"),
    /**
     * No image is shown. The version status of each node turned UpToDate during our intent, in five
     * readings alike.
     */
    VERSION_STATUS("version status that turned UpToDate"),
    /** Nothing that is shown proves where it stands. */
    UNPROVEN("nothing that the service shows");

    private final String words;

    Evidence(String words) {
        this.words = words;
    }

    /** The rung, in words for people: "proved by" goes before it. */
    public String words() {
        return words;
    }

    /** An image is shown: only then is Verified, or AlreadyCurrent, said. */
    public boolean showsImage() {
        return this == IMAGE_ID || this == RELEASE_VERSION;
    }

    /** The lower of two rungs. */
    public Evidence and(Evidence other) {
        return compareTo(other) < 0 ? other : this;
    }
}
