package io.hyperpatch.intent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.InstanceGroup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One start call that a run is about to make, or has made.
 *
 * @param before what each of its groups was; its nodes lie in pages of their own
 * @param nodePages how many of those there are
 * @param deadline after which the run no longer waits for the end
 * @param expected how long the update should take
 * @param sightedAt when a look first saw the wire in a group's configuration: the update is ours
 * @param endedAt when a look first saw the update at its end
 * @param progress what the groups' counts and statuses were when they last changed, and when that was
 * @param stalledAt when people were told that nothing moves
 */
public record Intent(
        IntentId id,
        State state,
        ClusterArn cluster,
        long token,
        String pin,
        List<String> groups,
        DeploymentConfig deployment,
        Map<String, GroupBefore> before,
        int nodePages,
        Instant plannedAt,
        java.time.Duration expected,
        Instant deadline,
        Optional<Instant> calledAt,
        Optional<Answer> answer,
        Optional<Instant> sightedAt,
        Optional<Instant> endedAt,
        Optional<String> progress,
        Optional<Instant> progressAt,
        Optional<Instant> stalledAt,
        Optional<Resolution> resolution) {

    /** PLANNED, then CALLED, then RESOLVED by proof. */
    public enum State {
        PLANNED,
        CALLED,
        RESOLVED
    }

    /** Stands for the newest image of the service, instead of an image id. */
    public static final String DEFAULT = "default";

    public Intent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        groups = List.copyOf(groups);
        before = Map.copyOf(before);
        if (!before.keySet().equals(java.util.Set.copyOf(groups))) {
            throw new IllegalArgumentException("intent " + id + " must know what each of its groups was before");
        }
    }

    public String wire() {
        return id.wire();
    }

    /** Its start call lists the wire. On Slurm none does: whether the service would take an alarm there is unknown. */
    public boolean wired() {
        return deployment.alarms().contains(wire());
    }

    /** This group's update in effect lists our wire. */
    public boolean marks(InstanceGroup group) {
        return group.activeUpdate()
                .filter(config -> config.alarms().contains(wire()))
                .isPresent();
    }

    /**
     * This group of ours is being updated, nothing shown tells whose update it is, and it may lead to where ours leads, or back from
     * there: on a rollback the two images of a group swap.
     */
    public boolean mayHaveBegun(InstanceGroup group) {
        return groups.contains(group.name())
                && group.updateUnderWay()
                && group.activeUpdate()
                        .map(config -> !wired() && config.asksForNothing())
                        .orElse(true)
                && (group.desiredImageId()
                                .filter(image -> leadsTo(group, image))
                                .isPresent()
                        || group.currentImageId()
                                .filter(image -> leadsTo(group, image) && !had(group, image))
                                .isPresent());
    }

    private boolean leadsTo(InstanceGroup group, String image) {
        return isForDefault() ? !had(group, image) : image.equals(pin);
    }

    private boolean had(InstanceGroup group, String image) {
        return before.get(group.name()).currentImageId().filter(image::equals).isPresent();
    }

    @JsonIgnore
    public boolean isForDefault() {
        return pin.equals(DEFAULT);
    }

    @JsonIgnore
    public boolean isUnresolved() {
        return state != State.RESOLVED;
    }

    /** The service answered that it does not begin anything for this call. */
    public boolean wasTurnedDown() {
        return answer.filter(given -> given.kind() == Answer.Kind.CONFLICT || given.kind() == Answer.Kind.REFUSED)
                .isPresent();
    }

    /** A call was made, or may have been, and nobody has proved yet what became of it. */
    @JsonIgnore
    public boolean isOpen() {
        return state == State.CALLED;
    }
}
