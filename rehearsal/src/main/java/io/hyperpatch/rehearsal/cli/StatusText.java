package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.harm.Harmful;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.rehearsal.installation.Status;
import io.hyperpatch.rehearsal.installation.Subscriptions;
import io.hyperpatch.run.Run;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an installation stands, for people. */
final class StatusText {
    private StatusText() {}

    static void print(Status status, PrintWriter out) {
        out.println("Installation   " + status.installation().stack() + " in "
                + status.installation().region());
        out.println("Kill switch    " + KillSwitchView.words(status.killSwitch()));
        out.println("Notifications  " + told(status.subscriptions()));
        out.println();
        if (status.clusters().isEmpty()) {
            out.println("No run has begun yet.");
            return;
        }
        Columns leases = new Columns("CLUSTER", "LEASE", "SINCE", "RUN", "WHY");
        status.clusters().forEach(cluster -> leases.row(lease(cluster)));
        leases.print(out);
        out.println();
        Columns runs = new Columns("RUN", "OUTCOME", "IMAGE", "STARTED", "ENDED", "WHY");
        status.clusters().forEach(cluster -> cluster.runs().forEach(run -> runs.row(run(run))));
        runs.print(out);
        list("Blocked", blocked(status), out);
        list("Stopped", stopped(status), out);
        list("Nobody is at work on", stuck(status), out);
        out.flush();
    }

    static String told(Subscriptions subscriptions) {
        String pending = subscriptions.pending() == 0
                ? ""
                : "; " + subscriptions.pending() + " not confirmed yet: follow the link in the mail from AWS";
        return subscriptions.confirmed() == 0
                ? "NOBODY IS TOLD: no subscription of the topic is confirmed"
                        + (pending.isEmpty() ? "; subscribe, or deploy again with -c email=ADDRESS" : pending)
                : subscriptions.confirmed() + " confirmed" + pending;
    }

    private static List<String> lease(Status.Cluster cluster) {
        return cluster.lease()
                .map(lease -> List.of(
                        cluster.name(),
                        word(lease.state()),
                        Moment.of(lease.since()),
                        lease.state() == Lease.State.FREE ? "-" : lease.run().toString(),
                        why(cluster, lease)))
                .orElseGet(() -> List.of(cluster.name(), "never taken", "-", "-", "-"));
    }

    private static String word(Lease.State state) {
        return switch (state) {
            case HELD -> "held";
            case PARKED -> "PARKED";
            case FREE -> "free";
        };
    }

    private static String why(Status.Cluster cluster, Lease lease) {
        String intents = cluster.unresolved().stream().map(StatusText::intent).collect(Collectors.joining("; "));
        String waits = cluster.waits().map(run -> "; " + run + " waits for it").orElse("");
        return switch (lease.state()) {
            case FREE -> "-";
            case PARKED ->
                (intents.isEmpty() ? "the run's end is not settled" : intents)
                        + "; reconcile looks every hour, no other run begins meanwhile"
                        + waits;
            case HELD ->
                (intents.isEmpty() ? "before its first start, or between steps" : intents)
                        + cluster.looksAgainBy()
                                .map(time -> "; looks again by " + Moment.of(time))
                                .orElse("")
                        + (lease.heldByItsRun() ? "" : "; for now held by " + lease.holder())
                        + waits;
        };
    }

    static String intent(Intent intent) {
        String groups = "step " + intent.id().step() + " (" + String.join(", ", intent.groups()) + ") to "
                + intent.pin().text();
        return switch (intent.state()) {
            case PLANNED -> groups + ": planned, not called";
            case CALLED ->
                groups + ": called " + intent.calledAt().map(Moment::of).orElse("")
                        + intent.answer()
                                .map(answer -> ", answer " + answer.kind())
                                .orElse(", no answer")
                        + intent.sightedAt().map(seen -> ", seen to be ours").orElse(", not seen yet")
                        + intent.stalledAt()
                                .map(stalled -> ", without progress since "
                                        + Moment.of(intent.progressAt().orElse(stalled)))
                                .orElse("")
                        + intent.adoption()
                                .map(word -> ", " + word.inWords())
                                .orElse(", waits until " + Moment.of(intent.deadline()));
            case RESOLVED -> groups + ": resolved";
        };
    }

    private static List<String> run(Run run) {
        Optional<String> reason = run.resolvedReason().or(run::reason);
        return List.of(
                run.name().toString(),
                run.latest().map(outcome -> outcome.word()).orElse("running"),
                run.pins().values().stream().map(Pin::text).distinct().sorted().collect(Collectors.joining(",")),
                Moment.of(run.startedAt()),
                run.endedAt().map(Moment::of).orElse("-"),
                reason.map(AccountWork::shown).orElse("-"));
    }

    private static List<String> blocked(Status status) {
        List<String> lines = new ArrayList<>();
        status.clusters().forEach(cluster -> cluster.blocked().forEach(block -> {
            lines.add(block.image() + " on " + cluster.name() + ": " + AccountWork.shown(block.reason()));
            lines.add("  " + Harmful.command(cluster.name(), block.image()));
        }));
        return lines;
    }

    private static List<String> stopped(Status status) {
        List<String> lines = new ArrayList<>();
        status.stopped().forEach(each -> {
            lines.add("policy " + each.policy() + ": run " + each.after() + " on " + each.cluster() + " ended "
                    + each.outcome().word() + "; no further cluster begins with the same images");
            lines.add("  ./hyperpatch resume-fleet " + each.policy() + " --reason TEXT");
        });
        return lines;
    }

    private static List<String> stuck(Status status) {
        return status.stuck().stream()
                .map(stuck -> stuck.run() + " since " + Moment.of(stuck.since()) + ": " + stuck.why()
                        + (status.resting().contains(stuck.run())
                                ? "; reconcile has failed with it again and again, as a mail says, and comes again"
                                        + " within a day"
                                : "; reconcile takes it up within the hour"))
                .toList();
    }

    private static void list(String title, List<String> lines, PrintWriter out) {
        if (!lines.isEmpty()) {
            out.println();
            out.println(title);
            lines.forEach(line -> out.println("  " + line));
        }
    }
}
