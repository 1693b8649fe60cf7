package io.hyperpatch.rollout;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Resolution;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells from one reading of the cluster what became of a start call.
 *
 * <p>The service gives no operation id, so the only proof that an update is ours is our wire in a group's
 * configuration. Where no call lists a wire the group and the image must do, and the report says that
 * ownership is unproven, unless the service knows our calls by a token. That nothing began is proved only
 * when a call that began something would have to show, and everything is as it was stored with the intent.
 * What is neither is unknown.
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
        Intent last = sight.last();
        return last.resolution()
                .filter(known -> known.as() == Resolution.As.NEVER_CALLED || known.as() == Resolution.As.NOTHING_BEGAN)
                .<Finding>map(known -> new Finding.NothingBegan(known.reason(), last))
                .orElseGet(() -> neverSighted(sight, last));
    }

    private Finding ours(Sight sight, Intent intent) {
        boolean underWay = sight.groups(intent).stream().anyMatch(InstanceGroup::updateUnderWay);
        if (!underWay && hasBegun(sight, intent)) {
            return unsettled(sight, intent)
                    .<Finding>map(other -> new Finding.Waiting(
                            "the update of " + intent.id() + " is over, but it is too early to tell whether "
                                    + other.id() + " began another",
                            other))
                    .orElseGet(() -> new Finding.Ended("the update of " + intent.id() + " is over", intent));
        }
        if (sight.now().isAfter(intent.deadline())) {
            return overdue(intent);
        }
        return underWay
                ? new Finding.InFlight("the update of " + intent.id() + " is under way", intent)
                : new Finding.Waiting("the update of " + intent.id() + " is about to begin", intent);
    }

    /**
     * An update that comes back to where an earlier one ended changes nothing: then it counts that it was
     * seen under way.
     */
    private boolean hasBegun(Sight sight, Intent intent) {
        return sight.groupsChanged(intent)
                || intent.progress().isPresent()
                || intent.calledAt()
                        .filter(called -> sight.now().isAfter(called.plus(patience.silence())))
                        .isPresent();
    }

    /** Another call of the step that may still begin something. */
    private Optional<Intent> unsettled(Sight sight, Intent intent) {
        return sight.intents().stream()
                .filter(other -> other.isOpen() && !other.id().equals(intent.id()) && !other.wasTurnedDown())
                .filter(other -> other.calledAt()
                        .filter(called -> sight.now().isBefore(patience.told(other)))
                        .isPresent())
                .findFirst();
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
        if (answer == Answer.Kind.REFUSED && !sight.earlierInDoubt()) {
            return refused(intent);
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
        Optional<String> doubt = sight.doubt(intent);
        if (doubt.isPresent() && !sight.now().isAfter(intent.deadline())) {
            return new Finding.Waiting(doubt.get() + "; a node that is not listed may have been updated", intent);
        }
        return unchanged(sight, calledAt, intent, answer);
    }

    private static Finding refused(Intent intent) {
        return new Finding.Refused(
                "the service refused the start: "
                        + intent.answer().map(Answer::detail).orElse(""),
                intent);
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
                .anyMatch(group -> group.desiredImage().sameAs(intent.pinned()));
        if (answer == Answer.Kind.CONFLICT && !sight.earlierInDoubt()) {
            return new Finding.Refused("the service says that another update is in effect", intent);
        }
        if (sight.now().isAfter(intent.deadline())) {
            return overdue(intent);
        }
        if (!intent.ownership().marksUpdates()
                && sight.oursUnderWay(intent)
                && (towardsOurPin || answer == Answer.Kind.ACCEPTED)) {
            return new Finding.InFlight(underWay(intent), intent);
        }
        if (towardsOurPin || answer == Answer.Kind.ACCEPTED) {
            return new Finding.Waiting(underWay(intent), intent);
        }
        return new Finding.Waiting("an update that shows no configuration is under way", intent);
    }

    private static Finding changed(Sight sight, Intent intent, Answer.Kind answer) {
        if (answer == Answer.Kind.ACCEPTED && sight.onlyWanted(intent)) {
            return sight.now().isAfter(intent.deadline())
                    ? overdue(intent)
                    : new Finding.Waiting(
                            "the start was accepted, and its update shows no more than its beginning", intent);
        }
        boolean onOurPin = sight.groups(intent).stream()
                .allMatch(group -> group.currentImage().sameAs(intent.pinned()));
        if (onOurPin || seenUnderWay(intent) || answer == Answer.Kind.ACCEPTED) {
            return new Finding.Ended(
                    "the groups have changed" + unproven(intent, "; that it was our update is"), intent);
        }
        if (!intent.ownership().marksUpdates() && !intent.wasTurnedDown() && sight.headedForThePin(intent)) {
            return sight.now().isAfter(intent.deadline())
                    ? overdue(intent)
                    : new Finding.InFlight(underWay(intent), intent);
        }
        if (sight.turnedDown(intent)) {
            return new Finding.Refused("another update came first, and has changed the groups", intent);
        }
        return new Finding.Unknown(
                "the groups are not what they were, and "
                        + (intent.ownership().marksUpdates()
                                ? "no look saw the wire of "
                                : "nothing tells whether that was ")
                        + intent.id(),
                intent);
    }

    private static String underWay(Intent intent) {
        return "an update towards our image is under way" + unproven(intent, "; that it is ours is");
    }

    /** Nothing, where the service's answer proves that the update is ours. */
    private static String unproven(Intent intent, String that) {
        return intent.isProvedByAnswer() ? "" : that + " unproven";
    }

    /**
     * Where no update shows a mark, an update towards the pin counts as the call's own; what `default`
     * stands for nobody knows.
     */
    private static boolean seenUnderWay(Intent intent) {
        return intent.progress().isPresent() && !intent.ownership().marksUpdates() && !intent.isForDefault();
    }

    /** An update was seen under way, and left everything as an earlier one had left it. */
    private static Finding cameBack(Intent intent, Answer.Kind answer) {
        return answer == Answer.Kind.ACCEPTED || seenUnderWay(intent)
                ? new Finding.Ended(
                        "an update was under way and is over" + unproven(intent, "; that it was ours is"), intent)
                : new Finding.Unknown(
                        "an update was under way, everything is as it was before, and nothing tells whether it was that of "
                                + intent.id(),
                        intent);
    }

    private Finding unchanged(Sight sight, Instant calledAt, Intent intent, Answer.Kind answer) {
        boolean silent = sight.now().isAfter(calledAt.plus(patience.silence()));
        if (answer == Answer.Kind.REFUSED) {
            return refused(intent);
        }
        if (intent.progress().isPresent() && !sight.turnedDown(intent)) {
            return cameBack(intent, answer);
        }
        if (answer == Answer.Kind.CONFLICT && sight.earlierInDoubt()) {
            String conflict = "the service says that an update is in effect, which may be ours, and none is shown";
            return silent ? new Finding.Unknown(conflict, intent) : new Finding.Waiting(conflict, intent);
        }
        Optional<InstanceGroup> mute = sight.withoutATrace(intent);
        if (answer == Answer.Kind.LOST && mute.isPresent()) {
            return new Finding.Unknown(
                    "no node of group " + mute.get().name()
                            + " is left that was there before the call, the service shows no"
                            + " image of it, and so nothing tells whether " + intent.id() + " began",
                    intent);
        }
        if (answer == Answer.Kind.LOST && sight.now().isBefore(patience.told(intent))) {
            return new Finding.Waiting(
                    "no answer came to the call of " + intent.id()
                            + ", and it is too early to tell that it began nothing",
                    intent);
        }
        if (answer != Answer.Kind.ACCEPTED) {
            return new Finding.NothingBegan("everything is as it was before " + intent.id(), intent);
        }
        if (intent.isForDefault() && sight.hidesARollback(intent)) {
            return new Finding.Unknown(
                    "the start was accepted and everything is as it was, as it would be after another rollback",
                    intent);
        }
        if (silent && sight.hidesARollback(intent)) {
            return new Finding.Ended("the start was accepted, and the groups are where a rollback leaves them", intent);
        }
        if (intent.isForDefault() && sight.showsImages(intent) || silent) {
            return new Finding.Unchanged("the start was accepted and nothing changed", intent);
        }
        return new Finding.Waiting("the start was accepted and shows no effect yet", intent);
    }

    private static Finding overdue(Intent intent) {
        return new Finding.Unknown(
                "the update had not ended by " + intent.deadline() + ", the deadline of the run", intent);
    }
}
