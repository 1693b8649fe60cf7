package io.hyperpatch.platform;

/** The smallest part of a cluster that an update goes forward by. */
public enum Control {
    /**
     * Nodes: one call updates several groups at the same time, in each as many nodes at a time as it asks
     * for.
     */
    NODE,
    /** Groups: each is replaced whole, so each is a step of its own, in an order that the policy gives. */
    GROUP
}
