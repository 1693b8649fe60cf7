package io.hyperpatch.rehearsal.hostile;

import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.engine.StateVisit;
import io.hyperpatch.rehearsal.lambda.InvocationResult;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What happened in a rehearsal, as a person would tell it: one line each, in order of time; the same seed, the same lines. */
public final class Timeline implements Watcher {

    /** @param what one line */
    private record Entry(Instant at, String what) {}

    private static final Set<String> FREEING = Set.of("TakeOver", "ResolveIntents", "SettleRun");

    private final List<Entry> entries = new ArrayList<>();
    private Account account;
    private Instant start;
    private String lastStates = "";

    @Override
    public void begins(Account simulated) {
        account = simulated;
        start = account.clock.now();
        account.engine.listen(new Told());
    }

    /** Where they come in thick and fast, equal lines in a row are told once, with their number. */
    public List<String> lines() {
        List<Entry> all = new ArrayList<>(entries);
        account.delivered
                .all()
                .forEach(fault -> all.add(new Entry(
                        fault.at(), "fault " + fault.kind() + " strikes " + fault.function() + ", " + fault.action())));
        account.lambda.invocations().stream()
                .filter(invocation -> invocation.result() instanceof InvocationResult.Failed)
                .forEach(invocation -> all.add(new Entry(
                        invocation.at().plus(invocation.took()),
                        "function " + invocation.function() + " failed: " + said(invocation.result()))));
        Truth truth = account.hyperPod.truth();
        truth.calls()
                .forEach(call -> all.add(new Entry(
                        call.at(),
                        (call.byOthers() ? "somebody else" : "the product")
                                + " calls UpdateClusterSoftware on " + call.cluster() + ": "
                                + call.error().orElse("accepted")
                                + call.update()
                                        .map(number -> ", update " + number)
                                        .orElse(""))));
        truth.clusters().forEach(cluster -> cluster.updates().forEach(update -> update(update, all)));
        all.sort(Comparator.comparing(Entry::at));
        return folded(all);
    }

    private static String said(InvocationResult result) {
        return result instanceof InvocationResult.Failed failed
                ? failed.errorType() + ": "
                        + failed.errorMessage().lines().findFirst().orElse("")
                : "";
    }

    private static void update(Truth.Update update, List<Entry> all) {
        update.ended().ifPresent(end -> all.add(new Entry(end, "update " + update.number() + " is over")));
        update.groups().forEach(group -> group.ended()
                .ifPresent(end -> all.add(new Entry(
                        end,
                        "update " + update.number() + " of group " + group.group() + " ends "
                                + group.ending().orElse("")))));
    }

    private List<String> folded(List<Entry> all) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); ) {
            Entry entry = all.get(i);
            int same = 1;
            while (i + same < all.size() && all.get(i + same).what().equals(entry.what())) {
                same++;
            }
            lines.add(offset(entry.at()) + "  " + entry.what() + (same > 1 ? "  (" + same + " times)" : ""));
            i += same;
        }
        return lines;
    }

    private String offset(Instant at) {
        Duration since = Duration.between(start, at);
        return String.format(
                "%3d:%02d:%02d.%03d",
                since.toHours(), since.toMinutesPart(), since.toSecondsPart(), since.toMillisPart());
    }

    /** Reconcile comes every hour, and mostly finds nothing: it is told of only where it does something. */
    private static boolean comesEveryHour(String machine) {
        return machine.equals(Machines.RECONCILE);
    }

    private final class Told implements EngineListener {
        @Override
        public void executionStarted(ExecutionView execution) {
            if (comesEveryHour(execution.machine())) {
                return;
            }
            tell("execution " + execution.machine() + " " + execution.name() + " begins");
        }

        @Override
        public void executionEnded(ExecutionView execution) {
            if (comesEveryHour(execution.machine()) && execution.status() == ExecutionStatus.SUCCEEDED) {
                return;
            }
            String how = execution
                    .output()
                    .map(Object::toString)
                    .orElse(execution.error().orElse(""));
            tell("execution " + execution.machine() + " " + execution.name() + " ends " + execution.status() + " "
                    + how.substring(0, Math.min(160, how.length())));
        }

        @Override
        public void stateEntered(StateVisit visit) {
            String what = visit.machine() + " enters " + visit.state();
            boolean routine = visit.machine().equals("watch-update") && lastStates.contains(visit.state())
                    || comesEveryHour(visit.machine()) && !FREEING.contains(visit.state());
            if (!routine) {
                tell(what);
            }
            lastStates = visit.machine().equals("watch-update") ? lastStates + " " + visit.state() : "";
        }

        @Override
        public void caught(StateVisit visit, int catcher, String error) {
            tell(visit.machine() + " catches " + error + " in " + visit.state());
        }

        private void tell(String what) {
            entries.add(new Entry(account.clock.now(), what));
        }
    }
}
