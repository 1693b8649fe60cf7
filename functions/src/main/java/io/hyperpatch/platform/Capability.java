package io.hyperpatch.platform;

/** The things that one platform can do and another cannot, as far as the core asks for them. */
public enum Capability {
    /** The nodes of a group are replaced some at a time, as the start call asks. */
    BATCHES,
    /** Between two batches the service waits, as the start call asks. */
    WAITS,
    /** The service watches the alarms that the start call names, and rolls back when one goes off. */
    ALARMS,
    /** The service sends events while an update runs, which wake its run. */
    EVENTS,
    /** A group that runs an image of the service's own can be updated to a custom one. */
    OWN_TO_CUSTOM,
    /**
     * It shows how a group's last update stands, and when each node was last updated: an update of ours can
     * be followed by them.
     */
    UPDATE_TIMES,
    /** It shows of each node whether that runs the service's newest image, whichever that is. */
    VERSION_STATUS
}
