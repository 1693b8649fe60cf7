package io.hyperpatch.report;

import io.hyperpatch.proof.NodeNote;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run found and left in one instance group.
 *
 * @param nodes how many the group has now
 * @param imageBefore the image before the run, where the service told it
 * @param pin the image chosen for the group, or {@code default}
 * @param imageNow the image at the end, where the service told it
 * @param updateStatus SoftwareUpdateStatus as the service words it
 * @param patched how many nodes were proved to run the pin
 * @param skipped nodes left on the image that they had
 * @param failed nodes that are out of order, or whose image is not the one that they should have
 */
public record GroupReport(
        String name,
        String instanceType,
        int nodes,
        Optional<String> imageBefore,
        String pin,
        Optional<String> imageNow,
        Optional<String> updateStatus,
        int patched,
        List<NodeNote> skipped,
        List<NodeNote> failed) {
    public GroupReport {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(instanceType, "instanceType");
        Objects.requireNonNull(pin, "pin");
        if (nodes < 0 || patched < 0) {
            throw new IllegalArgumentException(
                    "group " + name + " cannot have " + nodes + " nodes, of which " + patched + " are patched");
        }
        skipped = List.copyOf(skipped);
        failed = List.copyOf(failed);
    }
}
