package io.hyperpatch.reconcile;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.intent.Adoption;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.rollout.Conclusion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides whether a person may say what became of the open start calls of a run whose lease is parked. */
public sealed interface Adopting {

    /** The calls that the word is about. */
    record Possible(List<Intent> open) implements Adopting {
        public Possible {
            open = List.copyOf(open);
        }
    }

    /** @param remedy what to do instead */
    record Refused(String reason, String remedy) implements Adopting {}

    /**
     * Decides by one reading of the cluster. Whatever can still be proved is not a matter of anybody's word.
     *
     * @param ofRun the intents of the run
     * @param cluster as earlier readings explain it
     */
    static Adopting decide(Adoption.As as, List<Intent> ofRun, Cluster cluster, Instant now) {
        List<Intent> open = ofRun.stream().filter(Intent::isOpen).toList();
        if (open.isEmpty()) {
            return new Refused(
                    "no start call of the run is unresolved: only how it ended is still to be told",
                    "reconcile does that every hour, and gives the lease back");
        }
        return wire(open, cluster)
                .or(() -> update(cluster))
                .or(() -> tooEarly(open, now))
                .or(() -> seen(as, open))
                .<Adopting>map(refused -> refused)
                .orElseGet(() -> new Possible(open));
    }

    private static Optional<Refused> wire(List<Intent> open, Cluster cluster) {
        return open.stream()
                .flatMap(intent -> cluster.groups().stream()
                        .filter(intent::marks)
                        .map(group -> new Refused(
                                "group " + group.name() + " names the wire of the call, " + intent.wire(),
                                "the update is the run's own: reconcile follows it to its end and proves it")))
                .findFirst();
    }

    private static Optional<Refused> update(Cluster cluster) {
        return cluster.groups().stream()
                .filter(InstanceGroup::updateUnderWay)
                .map(group -> new Refused(
                        "a software update is under way in group " + group.name() + " ("
                                + group.softwareUpdateStatus().orElse("no status yet") + ")",
                        "ask again when it has ended, if reconcile has not found out by then what became of the call"))
                .findFirst();
    }

    /** The effect of a call may come late, and a reading may lag behind it. */
    private static Optional<Refused> tooEarly(List<Intent> open, Instant now) {
        return open.stream()
                .flatMap(intent -> intent.calledAt().stream())
                .filter(called -> now.isBefore(called.plus(Conclusion.LONG_SILENCE)))
                .max(Instant::compareTo)
                .map(called -> new Refused(
                        "the call was made at " + called + ", less than a day ago: its effect may still come",
                        "ask again after " + called.plus(Conclusion.LONG_SILENCE)
                                + "; reconcile looks every hour meanwhile"));
    }

    private static Optional<Refused> seen(Adoption.As as, List<Intent> open) {
        return open.stream()
                .filter(intent -> as == Adoption.As.NEVER_BEGAN)
                .filter(intent -> intent.sightedAt().isPresent())
                .map(intent -> new Refused(
                        "a look saw the wire of the call, " + intent.wire() + ", at "
                                + intent.sightedAt().orElseThrow() + ": an update began",
                        "give --as ended: the nodes are proved then"))
                .findFirst();
    }
}
