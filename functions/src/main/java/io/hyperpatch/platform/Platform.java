package io.hyperpatch.platform;

import java.util.Optional;
import java.util.Set;

/**
 * A service with its orchestrator, as the core knows it: what it can do, never which one it is.
 *
 * <p>Whatever the core decides differently for two platforms it decides by a capability, the unit of
 * control, or the way in which ownership is told. What people read about a platform are its own words.
 */
public interface Platform {
    /** The name under which it is stored; never changed, because installations hold it. */
    String key();

    /** The name by which people know it: "on " goes before it. */
    String title();

    Set<Capability> capabilities();

    Control control();

    Ownership ownership();

    /**
     * The way in which it updates a group, where it lacks what a policy asks for; "where the service" goes
     * before it.
     */
    String pace();

    /** Names in whole sentences what stops an update that runs, and what cannot, where the service watches no alarm. */
    String inFlight();

    /**
     * Why the service may leave a node of a group as it is and go on with the others, if it may; "the
     * service" goes before it.
     */
    Optional<String> passesOver();

    default boolean can(Capability capability) {
        return capabilities().contains(capability);
    }
}
