package io.hyperpatch.intent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.platform.Ownership;
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
 * @param plannedAt when what stood before was read: when it was planned, or planned anew
 * @param deadline after which the run no longer waits for the end
 * @param expected how long the update should take
 * @param sightedAt when a look first saw the wire in a group's configuration: the update is ours
 * @param endedAt when a look first saw the update at its end
 * @param progress what the groups' counts and statuses were when they last changed, and when that was
 * @param stalledAt when people were told that nothing moves
 * @param othersAt when a look saw, in one of its groups, the configuration of an update that is not this
 *     intent's
 * @param versionReadings the version statuses of each group's nodes, as they were read since its end; empty
 *     where none were needed
 * @param ownership how its update is told from another's; absent in what an older version stored, where the
 *     wire tells
 * @param armedAt when the wire was last read back for the plan as it stands; planning anew takes it away
 * @param armedState what CloudWatch then said of it
 * @param adoption the word of a person, where no reading could tell what became of its call
 */
public record Intent(
        IntentId id,
        State state,
        ClusterArn cluster,
        long token,
        Pin pin,
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
        Optional<Resolution> resolution,
        Optional<Instant> othersAt,
        Map<String, VersionReadings> versionReadings,
        Ownership ownership,
        Optional<Instant> armedAt,
        Optional<String> armedState,
        Optional<Adoption> adoption) {

    /** The state, in the words of CloudWatch, of a wire that can stop an update. */
    public static final String ARMED = "OK";

    /**
     * PLANNED, then CALLED, then RESOLVED by proof. Between the first two a wired intent is armed: that is an
     * attribute and no further word, so that the version before still reads it.
     */
    public enum State {
        PLANNED,
        CALLED,
        RESOLVED
    }

    public Intent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(pin, "pin");
        groups = List.copyOf(groups);
        before = Map.copyOf(before);
        versionReadings = versionReadings == null ? Map.of() : Map.copyOf(versionReadings);
        boolean lists = wireOf(id, deployment).isPresent();
        ownership = ownership == null ? lists ? Ownership.WIRE : Ownership.IMAGE : ownership;
        if (lists != (ownership == Ownership.WIRE)) {
            throw new IllegalArgumentException(
                    "intent " + id + " must list its wire if, and only if, that is its mark");
        }
        if (!before.keySet().equals(java.util.Set.copyOf(groups))) {
            throw new IllegalArgumentException("intent " + id + " must know what each of its groups was before");
        }
    }

    /**
     * The name of its own alarm, as it was planned with it.
     *
     * @throws IllegalStateException if its update shows no mark, so that it has none
     */
    public String wire() {
        return ownAlarm().orElseThrow(() -> new IllegalStateException("intent " + id + " has no wire"));
    }

    /** The same where it has one; it stays as it is in the store, whichever version planned it. */
    public Optional<String> ownAlarm() {
        return wireOf(id, deployment);
    }

    private static Optional<String> wireOf(IntentId id, DeploymentConfig deployment) {
        return deployment.alarms().stream()
                .filter(alarm -> WireName.parse(alarm)
                        .filter(wire -> wire.intent().equals(id))
                        .isPresent())
                .findFirst();
    }

    /** Its wire was read back as OK, for the plan as it stands. */
    @JsonIgnore
    public boolean isArmed() {
        return armedState.filter(ARMED::equals).isPresent();
    }

    /** This group's update in effect lists our wire. */
    public boolean marks(InstanceGroup group) {
        Optional<String> own = ownAlarm();
        return own.isPresent()
                && group.activeUpdate()
                        .filter(config -> config.alarms().contains(own.get()))
                        .isPresent();
    }

    /**
     * This group of ours is being updated, nothing shown tells whose update it is, and it may lead to where
     * ours leads, or back from there: on a rollback the two images of a group swap.
     */
    public boolean mayHaveBegun(InstanceGroup group) {
        return groups.contains(group.name())
                && group.updateUnderWay()
                && group.activeUpdate()
                        .map(config -> !ownership.marksUpdates() && config.asksForNothing())
                        .orElse(true)
                && (showsNothing(group)
                        || leadsTo(group, group.desiredImage())
                        || leadsTo(group, group.currentImage()) && !had(group, group.currentImage()));
    }

    /** A group that shows no image does not contradict that the update is ours. */
    private static boolean showsNothing(InstanceGroup group) {
        return !group.desiredImage().isShown() && !group.currentImage().isShown();
    }

    private boolean leadsTo(InstanceGroup group, ShownImage image) {
        return isForDefault() ? image.isShown() && !had(group, image) : image.sameAs(pinned());
    }

    private boolean had(InstanceGroup group, ShownImage image) {
        return before.get(group.name()).currentImage().sameAs(image);
    }

    /** The image that the pin names; one that shows nothing for the newest of the service. */
    public ShownImage pinned() {
        return ShownImage.ofPin(pin);
    }

    @JsonIgnore
    public boolean isForDefault() {
        return pin instanceof Pin.Newest;
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

    /** Nobody knows what the service said to the call. */
    @JsonIgnore
    public boolean isUnanswered() {
        return answer.filter(given -> given.kind() != Answer.Kind.LOST).isEmpty();
    }

    /** When its update last moved, as far as looks saw; that of an accepted call begins with the call. */
    public Optional<Instant> movedAt() {
        return progressAt.or(() -> wasAccepted() ? calledAt : Optional.empty());
    }

    /** The service took the call. */
    public boolean wasAccepted() {
        return answer.filter(given -> given.kind() == Answer.Kind.ACCEPTED).isPresent();
    }

    /** The service took the call, and by that an update that it leads to is known to be this intent's. */
    @JsonIgnore
    public boolean isProvedByAnswer() {
        return ownership.isProvedByAnswer() && wasAccepted();
    }

    /**
     * Its update was seen under way, and is this intent's: a look saw its wire. Where no update shows a
     * mark, the accepted answer and an update under way must do.
     */
    public boolean wasSeenUnderWay() {
        return progress.isPresent()
                && othersAt.isEmpty()
                && (ownership.marksUpdates() ? sightedAt.isPresent() : wasAccepted());
    }

    /** A person has said so of its call. */
    public boolean isAdopted(Adoption.As as) {
        return adoption.filter(word -> word.as() == as).isPresent();
    }

    /** A call was made, or may have been, and nobody has proved yet what became of it. */
    @JsonIgnore
    public boolean isOpen() {
        return state == State.CALLED;
    }
}
