package io.hyperpatch.report;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.proof.Evidence;
import io.hyperpatch.proof.NodeNote;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The state in which a run found, and left, one instance group for which it chose an image.
 *
 * @param nodes how many the group had when it was proved; where nothing was proved, how many it has now
 * @param nodesNow how many it has in the last reading
 * @param imageBefore the image before the run, where the service told it
 * @param pin the image chosen for the group
 * @param imageNow the image at the end, where the service told it
 * @param updateStatus SoftwareUpdateStatus as the service words it
 * @param patched how many nodes were proved to run the pin, or to have been updated well where no image is shown
 * @param skipped nodes left on the image that they had
 * @param failed nodes that are out of order, or whose image is not the one that they should have
 * @param broken nodes that were out of order before the start
 * @param unproven running nodes of which nothing shown proves what they run
 * @param standing where the group stands
 * @param note the end of a sentence that begins with the group's name; empty if the counts say all
 * @param evidence how it was proved; empty where nothing was
 */
public record GroupReport(
        String name,
        String instanceType,
        int nodes,
        int nodesNow,
        Optional<String> imageBefore,
        Pin pin,
        Optional<String> imageNow,
        Optional<String> updateStatus,
        int patched,
        List<NodeNote> skipped,
        List<NodeNote> failed,
        List<NodeNote> broken,
        List<NodeNote> unproven,
        GroupStanding standing,
        String note,
        Optional<Evidence> evidence) {
    public GroupReport {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(instanceType, "instanceType");
        Objects.requireNonNull(pin, "pin");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(evidence, "evidence");
        if (nodes < 0 || nodesNow < 0 || patched < 0) {
            throw new IllegalArgumentException("group " + name + " cannot have " + nodes + " nodes, " + nodesNow
                    + " now, of which " + patched + " are patched");
        }
        skipped = List.copyOf(skipped);
        failed = List.copyOf(failed);
        broken = List.copyOf(broken);
        unproven = List.copyOf(unproven);
    }

    /** A group whose counts say all, by the image ids of its nodes. */
    public GroupReport(
            String name,
            String instanceType,
            int nodes,
            Optional<String> imageBefore,
            Pin pin,
            Optional<String> imageNow,
            Optional<String> updateStatus,
            int patched,
            List<NodeNote> skipped,
            List<NodeNote> failed) {
        this(
                name,
                instanceType,
                nodes,
                nodes,
                imageBefore,
                pin,
                imageNow,
                updateStatus,
                patched,
                skipped,
                failed,
                List.of(),
                List.of(),
                GroupStanding.PROVED,
                "",
                Optional.of(Evidence.IMAGE_ID));
    }
}
