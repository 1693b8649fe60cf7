package io.hyperpatch.cluster;

import java.util.Objects;

/** A restricted instance group: it reports its status and schedule, but no image and no software update. */
public record RestrictedGroup(String name, String instanceType, String status, int currentCount) {
    public RestrictedGroup {
        Objects.requireNonNull(name, "name");
    }
}
