package io.hyperpatch.rollout;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.intent.Adoption;
import io.hyperpatch.intent.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be made of a start call that no look could tell: whether there is still something to wait for.
 *
 * <p>Parking for ever is no way out. Where everything that could tell has been read and has had its time, the intent is given up as
 * untellable; a call that leaves no trace for a day began nothing.
 */
public sealed interface Conclusion {
    /** Answers are late by minutes or hours; after a day without any trace there is none to come. */
    Duration LONG_SILENCE = Duration.ofDays(1);

    String reason();

    /** A later reading may tell: the lease stays parked. */
    record Open(String reason) implements Conclusion {}

    /** No reading that remains can tell. */
    record Untellable(String reason) implements Conclusion {}

    /** A call that had begun something would have shown it by now. */
    record NothingBegan(String reason) implements Conclusion {}

    /** @param sight with the nodes now, and those from when this intent was planned */
    static Conclusion of(Intent intent, Sight sight, Patience patience) {
        if (sight.marked().isPresent()) {
            return new Open("its step's wire is shown: the update can be followed");
        }
        if (sight.anyUnderWay()) {
            return new Open("a software update is under way");
        }
        if (intent.isAdopted(Adoption.As.ENDED)) {
            return new Untellable(
                    intent.adoption().orElseThrow().inWords() + "; its proof does not tell where its nodes stand");
        }
        boolean groupGone = sight.groups(intent).size() < intent.groups().size();
        if (intent.sightedAt().isPresent()) {
            return groupGone
                    ? new Untellable("a group of " + intent.id() + " is no longer there")
                    : new Open("its update has been seen, and its end can be proved");
        }
        Instant calledAt = intent.calledAt().orElseThrow();
        if (sight.now().isBefore(patience.settled(calledAt))
                || sight.now().isBefore(calledAt.plus(patience.silence()))) {
            return new Open("it is too early to give up");
        }
        boolean young = sight.now().isBefore(calledAt.plus(LONG_SILENCE));
        Optional<String> doubt = sight.doubt(intent).filter(why -> young);
        if (doubt.isPresent()) {
            return new Open(doubt.get());
        }
        Optional<String> untouched = sight.untouched(intent).map(InstanceGroup::name);
        boolean changed = sight.groupsChanged(intent) || sight.nodesChanged();
        if (changed && untouched.isEmpty()) {
            return new Untellable("the groups of " + intent.id()
                    + " have changed, nothing is under way, and no look ever saw its wire: no reading that remains can tell"
                    + " whether that was its update");
        }
        if (untouched.isEmpty() && sight.hidesARollback(intent)) {
            return new Untellable("everything is as it was before the call of " + intent.id()
                    + ", and would be so after another rollback as well");
        }
        Optional<InstanceGroup> mute = sight.withoutATrace(intent);
        if (untouched.isEmpty() && !intent.wasTurnedDown() && mute.isPresent()) {
            return new Untellable(
                    "no node of group " + mute.get().name() + " is left that was there before the call of "
                            + intent.id()
                            + ", and the service shows no image of it: no reading that remains can tell whether an"
                            + " update of it began");
        }
        if (intent.progress().isPresent() && untouched.isEmpty()) {
            return new Untellable("an update of the groups of " + intent.id()
                    + " was seen under way without its wire, and has left them as they were: no reading that remains can tell"
                    + " whether that was its update");
        }
        String as = changed
                ? "group " + untouched.get() + ", which it was to change as well, is as it was before it"
                : "everything is as it was before it";
        return young
                ? new Open("less than a day after the call of " + intent.id() + " " + as)
                : afterADay(intent, sight, "a day after the call of " + intent.id() + " " + as);
    }

    /** An accepted call should have changed its groups: that it did not, a node has to show. */
    private static Conclusion afterADay(Intent intent, Sight sight, String asItWas) {
        return sight.untouched(intent).isPresent()
                ? new NothingBegan(asItWas)
                : sight.unwitnessed(intent)
                        .<Conclusion>map(
                                group -> new Untellable(
                                        asItWas
                                                + ", although the service had accepted it, and no node of group "
                                                + group.name()
                                                + " that ran before is left: an update that somebody else took back would leave the same"))
                        .orElseGet(() -> new NothingBegan(asItWas));
    }
}
