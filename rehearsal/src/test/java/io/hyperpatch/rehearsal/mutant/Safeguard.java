package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.handler.ArmWireFunction;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.Snapshot;
import io.hyperpatch.lease.LeaseRules;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.reconcile.SpentWire;
import io.hyperpatch.report.Mails;
import io.hyperpatch.rollout.Deadline;
import io.hyperpatch.rollout.Patience;
import io.hyperpatch.rollout.Sight;
import io.hyperpatch.signal.Signals;
import java.util.function.Supplier;

/** What keeps a run from doing harm, each with the way to switch it off. */
enum Safeguard {
    CALLED_WRITE(
            "the condition of the Called write",
            "one invocation, and no other, has the right to call",
            new Redefined(Intents.class, Instead.condition(), "nobodyHasCalled")),
    SETTLING(
            "waiting out the settling time before a new intent",
            "a call whose update does not show yet is not taken for one that began nothing",
            new Redefined(Patience.class, Instead.atOnce(), "settled")),
    STORED_BEFORE(
            "comparing with what the intent stored",
            "an update that came and went between two looks is not taken for nothing",
            new Redefined(Sight.class, Instead.no(), "groupsChanged", "nodesChanged")),
    WIRE(
            "the wire as the mark of ownership",
            "somebody else's update is not taken for ours",
            new Redefined(Intent.class, Instead.anyUpdate(), "marks")),
    PARKING(
            "parking the lease",
            "nobody else begins while it is open what became of a call",
            new Redefined(Leases.class, Instead.givingBack(), "park")),
    TAKE_OVER(
            "take-over only after the holder has ended",
            "two runs never write to one cluster",
            new Redefined(LeaseRules.class, Instead.yes(), "abandoned")),
    TOKEN_IN_LOOKS(
            "the fencing token in looks",
            "an execution that has lost its lease ends itself",
            new Redefined(Leases.class, Instead.yes(), "isHeld")),
    SIGNAL_COUNTER(
            "the signal counter",
            "an event that comes between a look and the wait after it is not lost",
            new Redefined(Signals.class, Instead.condition(), "nothingSignalledSince")),
    RUNNING_AND_COUNT(
            "Running and count in the proof",
            "a group is not called patched while nodes are missing or do not run",
            new Redefined("io.hyperpatch.proof.GroupSight", Instead.yes(), "enough")),
    WIRE_DELETION(
            "the wire's deletion only when resolved",
            "an update that may be in effect keeps the alarm that it names",
            new Redefined(SpentWire.class, Instead.yes(), "hasTold")),
    DEADLINE_FIRST(
            "judging the deadline before the reading",
            "a run ends at its deadline, whatever its looks fail with",
            new Redefined(Deadline.class, Instead.no(), "isOver")),
    ARMED(
            "the wire read back as OK, by the function that arms it and by the Called write",
            "no update begins whose wire could not stop it",
            new Redefined(Intents.class, Instead.condition(), "isArmed")
                    .and(new Redefined(ArmWireFunction.class, Instead.yes(), "isArmed"))),
    SNAPSHOT(
            "the age of what is stored of the cluster before the call",
            "what others changed between the reading and the call is not taken for ours",
            new Redefined(Snapshot.class, Instead.no(), "tooOld")),
    MAIL_CLAIMED(
            "claiming a mail before it is sent",
            "a topic that takes mails and answers with errors does not send the same mail again and again",
            new Redefined(Mails.class, Instead.noTime(), "pause"));

    private final String title;
    private final String protects;
    private final Redefined off;

    Safeguard(String title, String protects, Redefined off) {
        this.title = title;
        this.protects = protects;
        this.off = off;
    }

    String title() {
        return title;
    }

    /** What is true because of it. */
    String protects() {
        return protects;
    }

    Redefined off() {
        return off;
    }

    /** Does something without this safeguard, and restores it whatever happens. */
    <T> T without(Supplier<T> action) {
        return off.without(action);
    }
}
