package io.hyperpatch.rehearsal.twin;

import java.util.Objects;

/**
 * An image that a group or a node runs, and how it was chosen: on that depends what the service shows of it.
 *
 * @param id {@code ami-…}
 * @param byId whether a call named this id; otherwise it is one of HyperPod's own, asked for as {@code default} or by a release version
 */
record ChosenImage(String id, boolean byId) {
    ChosenImage {
        Objects.requireNonNull(id, "id");
    }
}
