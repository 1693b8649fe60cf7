package io.hyperpatch.bench;

import java.time.Duration;
import java.util.List;

/** What it costs to follow a rollout to its end, and how soon the end is noticed, beside the poll loop. */
final class FollowingTable {
    private static final long SEED = 1;
    private static final Duration FLOOR = Duration.ofMinutes(5);
    private static final int PARTS = 20;

    private final Table costs = new Table(
            "rollout",
            "events",
            "",
            "executions",
            "transitions",
            "history events",
            "API calls",
            "fewer transitions",
            "goal");
    private final Table notices =
            new Table("rollout", "events", "lasted", "noticed after", "poll loop", "allowed", "goal");

    void add(Rollout rollout) {
        add(rollout, true);
        add(rollout, false);
    }

    private void add(Rollout rollout, boolean eventsArrive) {
        Followed followed = Followed.of(rollout.setting(eventsArrive), SEED);
        String events = eventsArrive ? "delivered" : "all lost";
        long polled = followed.poll().transitions();
        cost(rollout, events, "poll loop", followed.poll(), "", "");
        double watch = (double) polled / followed.watch().transitions();
        double whole = (double) polled / followed.product().transitions();
        cost(
                rollout,
                events,
                "watch-update",
                followed.watch(),
                Table.times(watch),
                eventsArrive ? goal(rollout.fewer(), watch) : "");
        cost(
                rollout,
                events,
                "the whole run",
                followed.product(),
                Table.times(whole),
                eventsArrive ? goal(rollout.fewerOfTheRun(), whole) : "");
        cost(rollout, events, "reconcile", followed.reconcile(), "", "");
        notice(rollout, eventsArrive, events, followed);
    }

    private String goal(double wanted, double ratio) {
        return Table.times(wanted) + ": " + costs.goal(ratio >= wanted);
    }

    private void cost(Rollout rollout, String events, String who, Followed.Cost cost, String ratio, String goal) {
        costs.row(List.of(
                rollout.name(),
                events,
                who,
                Table.number(cost.executions()),
                Table.number(cost.transitions()),
                Table.number(cost.historyEvents()),
                Table.number(cost.apiCalls()),
                ratio,
                goal));
    }

    private void notice(Rollout rollout, boolean eventsArrive, String events, Followed followed) {
        Duration share = followed.lasted().dividedBy(PARTS);
        Duration allowed = eventsArrive ? followed.pollNoticed() : share.compareTo(FLOOR) > 0 ? share : FLOOR;
        notices.row(List.of(
                rollout.name(),
                events,
                Table.time(followed.lasted()),
                Table.time(followed.noticed()),
                Table.time(followed.pollNoticed()),
                Table.time(allowed),
                notices.goal(followed.noticed().compareTo(allowed) <= 0)));
    }

    boolean passed() {
        return costs.passed() && notices.passed();
    }

    String text() {
        return costs.text() + "\n\n" + notices.text();
    }
}
