package io.hyperpatch.platform;

/** The ways to tell that an update of a cluster is that of a start call of ours, and nobody else's. */
public enum Ownership {
    /** The call lists an alarm of its own, its wire, which the configuration of the update in effect shows. */
    WIRE,
    /**
     * The group and the image that the call asked for must do: ownership stays unproven, and reports say
     * so.
     */
    IMAGE,
    /**
     * The call carries a token by which the service knows it again: what it accepted is ours, though no
     * update shows the token.
     */
    CLIENT_TOKEN;

    /**
     * Every update of ours shows a mark of ours while it is in effect; one without the mark is somebody
     * else's.
     */
    public boolean marksUpdates() {
        return this == WIRE;
    }

    /** The service's answer that it took the call proves that what it began is ours. */
    public boolean isProvedByAnswer() {
        return this == CLIENT_TOKEN;
    }
}
