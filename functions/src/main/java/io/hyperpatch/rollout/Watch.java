package io.hyperpatch.rollout;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Intent;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells from one reading of the cluster what became of a start call.
 *
 * <p>The service gives no operation id, so the only proof that an update is ours is our wire in a group's configuration. That
 * nothing began is proved only when a call that began something would have to show, and everything is as it was stored with the
 * intent. What is neither is unknown.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">
 *     UpdateClusterSoftware</a>
 */
public final class Watch {
    private final Patience patience;

    public Watch(Patience patience) {
        this.patience = patience;
    }

    public Finding look(Sight sight) {
        Optional<Intent> marked = sight.marked();
        if (marked.isPresent()) {
            return ours(sight, marked.get());
        }
        Optional<Intent> sighted = sight.intents().reversed().stream()
                .filter(intent -> intent.sightedAt().isPresent())
                .findFirst();
        if (sighted.isPresent()) {
            return ours(sight, sighted.get());
        }
        return neverSighted(sight, sight.last());
    }

    private Finding ours(Sight sight, Intent intent) {
        boolean underWay = sight.groups(intent).stream().anyMatch(InstanceGroup::updateUnderWay);
        if (!underWay && sight.groupsChanged(intent)) {
            return new Finding.Ended("the update of " + intent.id() + " is over", intent);
        }
        if (sight.now().isAfter(intent.deadline())) {
            return overdue(intent);
        }
        return underWay
                ? new Finding.InFlight("the update of " + intent.id() + " is under way", intent)
                : new Finding.Waiting("the update of " + intent.id() + " is about to begin", intent);
    }

    /** Whether a reading of the nodes is needed: only when it is to be proved that nothing began. */
    public boolean needsNodes(Intent last, Instant now) {
        return last.sightedAt().isEmpty()
                && last.calledAt()
                        .filter(called -> !now.isBefore(patience.settled(called)))
                        .isPresent();
    }

    private Finding neverSighted(Sight sight, Intent intent) {
        Instant calledAt = intent.calledAt().orElseThrow();
        Answer.Kind answer = intent.answer().map(Answer::kind).orElse(Answer.Kind.LOST);
        if (answer == Answer.Kind.REFUSED) {
            return new Finding.Refused(
                    "the service refused the start: "
                            + intent.answer().map(Answer::detail).orElse(""),
                    intent);
        }
        boolean settled = !sight.now().isBefore(patience.settled(calledAt));
        Optional<InstanceGroup> theirs = sight.theirs();
        if (theirs.isPresent()) {
            return somebodyElses(theirs.get(), intent, answer, settled);
        }
        if (!settled) {
            return new Finding.Waiting("too early to tell whether " + intent.id() + " began", intent);
        }
        if (sight.anyUnderWay()) {
            return unmarked(sight, intent, answer);
        }
        if (sight.groupsChanged(intent) || sight.nodesChanged()) {
            return changed(sight, intent, answer);
        }
        return unchanged(sight, calledAt, intent, answer);
    }

    private static Finding somebodyElses(InstanceGroup group, Intent intent, Answer.Kind answer, boolean settled) {
        String theirs = "somebody else's software update is in effect in group '" + group.name() + "' (its alarms: "
                + String.join(", ", group.activeUpdate().orElseThrow().alarms()) + ")";
        if (answer == Answer.Kind.CONFLICT) {
            return new Finding.Refused(theirs, intent);
        }
        return settled
                ? new Finding.Unknown(theirs + ", and what became of " + intent.id() + " cannot be told", intent)
                : new Finding.Waiting(theirs, intent);
    }

    /** An update is under way whose configuration is not shown: ownership cannot be proved by a wire. */
    private static Finding unmarked(Sight sight, Intent intent, Answer.Kind answer) {
        boolean towardsOurPin = sight.groups(intent).stream()
                .filter(InstanceGroup::updateUnderWay)
                .anyMatch(group ->
                        group.desiredImageId().filter(intent.pin()::equals).isPresent());
        if (answer == Answer.Kind.CONFLICT) {
            return new Finding.Refused("the service says that another update is in effect", intent);
        }
        if (sight.now().isAfter(intent.deadline())) {
            return overdue(intent);
        }
        if (towardsOurPin || answer == Answer.Kind.ACCEPTED) {
            return new Finding.Waiting("an update towards our image is under way; that it is ours is unproven", intent);
        }
        return new Finding.Waiting("an update that shows no configuration is under way", intent);
    }

    private static Finding changed(Sight sight, Intent intent, Answer.Kind answer) {
        boolean onOurPin = sight.groups(intent).stream()
                .allMatch(group ->
                        group.currentImageId().filter(intent.pin()::equals).isPresent());
        if (onOurPin || answer == Answer.Kind.ACCEPTED) {
            return new Finding.Ended("the groups have changed; that it was our update is unproven", intent);
        }
        return new Finding.Unknown(
                "the groups are not what they were, and no look saw the wire of " + intent.id(), intent);
    }

    private Finding unchanged(Sight sight, Instant calledAt, Intent intent, Answer.Kind answer) {
        boolean silent = sight.now().isAfter(calledAt.plus(patience.silence()));
        if (answer == Answer.Kind.CONFLICT && mayBeAnEarlierOne(sight, intent)) {
            // A question, not an answer: what is in the way may be our own earlier call, which reads do not show yet.
            return silent
                    ? new Finding.Unknown(
                            "the service says that an update is under way, which may be ours; no reading shows it",
                            intent)
                    : new Finding.Waiting("the service says that an update is under way, and none shows yet", intent);
        }
        if (answer != Answer.Kind.ACCEPTED) {
            return new Finding.NothingBegan("everything is as it was before " + intent.id(), intent);
        }
        return intent.isForDefault() || silent
                ? new Finding.Unchanged("the start was accepted and nothing changed", intent)
                : new Finding.Waiting("the start was accepted and shows no effect yet", intent);
    }

    /** An earlier call of this step of which no answer tells that it began nothing: only patience concluded so. */
    private static boolean mayBeAnEarlierOne(Sight sight, Intent intent) {
        return sight.intents().stream()
                .filter(earlier -> !earlier.id().equals(intent.id()))
                .filter(earlier -> earlier.calledAt().isPresent())
                .map(earlier -> earlier.answer().map(Answer::kind).orElse(Answer.Kind.LOST))
                .anyMatch(kind -> kind == Answer.Kind.LOST || kind == Answer.Kind.ACCEPTED);
    }

    private static Finding overdue(Intent intent) {
        return new Finding.Unknown(
                "the update had not ended by " + intent.deadline() + ", the deadline of the run", intent);
    }
}
