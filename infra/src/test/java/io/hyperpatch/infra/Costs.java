package io.hyperpatch.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an installation costs a month, and what a run costs. */
final class Costs {
    private static final double DAYS_A_MONTH = Prices.HOURS_A_MONTH / 24;
    private static final double WEEKS_A_MONTH = DAYS_A_MONTH / 7;
    private static final int STANDING_METRICS = 3;

    private final List<String> lines = new ArrayList<>();
    private final int memory = FunctionPlan.all().getFirst().memory();
    private double sum;

    static String ofAMonth(Synthesized deployment) {
        return new Costs().month(deployment);
    }

    static String ofRuns() {
        return new Costs().runs();
    }

    private String month(Synthesized deployment) {
        lines.addAll(List.of("| what | how many | USD a month |", "|---|---|---|"));
        long watched = deployment
                .resources("AWS::CloudWatch::Alarm")
                .mapToLong(alarm ->
                        Math.max(1, alarm.properties().findValues("MetricStat").size()))
                .sum();
        row("metrics that alarms watch", watched, watched * Prices.ALARM_METRIC);
        row("dashboard", 1, deployment.resources("AWS::CloudWatch::Dashboard").count() * Prices.DASHBOARD);
        long keys = deployment.resources("AWS::KMS::Key").count();
        row("KMS key", keys, keys * Prices.KEY);
        row("metrics that reconcile counts", STANDING_METRICS, STANDING_METRICS * Prices.METRIC);
        Counted reconcile = Counted.reconcile();
        row(
                "reconcile, every hour: " + reconcile.transitions() + " transitions, " + reconcile.invocations()
                        + " invocations",
                Prices.HOURS_A_MONTH,
                Prices.HOURS_A_MONTH * (reconcile.unattended(memory) + Prices.SCHEDULED));
        Counted look = Counted.run("already-current", "AlreadyCurrent");
        row(
                "a look every day, priced as a run that finds nothing to do",
                DAYS_A_MONTH,
                DAYS_A_MONTH * (look.price(memory) + Prices.SCHEDULED));
        double pings = FunctionPlan.all().size() * WEEKS_A_MONTH;
        row("no-op of each function, every week", pings, pings * (Counted.invocation(memory) + Prices.SCHEDULED));
        lines.add("| **in all** | | **" + cents(sum) + "** |");
        return String.join("\n", lines);
    }

    private void row(String what, double howMany, double price) {
        sum += price;
        lines.add("| " + what + " | " + Math.round(howMany) + " | " + cents(price) + " |");
    }

    private String runs() {
        lines.addAll(List.of(
                "| run | lasts | transitions | invocations | operations of the store | USD |",
                "|---|---|---|---|---|---|"));
        run("67 nodes in one step, Verified", Counted.run("success", "Verified"));
        run("67 nodes in two steps, canary first, Verified", Counted.run("canary-then-rest", "Verified"));
        run("238 nodes, one after the other, Verified", Counted.run("fourteen-day-rollout", "Verified"));
        run("nothing to do, AlreadyCurrent", Counted.run("already-current", "AlreadyCurrent"));
        return String.join("\n", lines);
    }

    private void run(String name, Counted counted) {
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %s | %,d | %,d | %,d | %s |",
                name,
                lasts(counted.lasted().toSeconds()),
                counted.transitions(),
                counted.invocations(),
                counted.storeOperations(),
                String.format(Locale.ROOT, "%.3f", counted.price(memory))));
    }

    private static String lasts(long seconds) {
        double hours = seconds / 3600.0;
        return hours > 48 ? Math.round(hours / 24) + " days" : hours > 1 ? Math.round(hours) + " h" : seconds + " s";
    }

    private static String cents(double price) {
        return price < 0.005 ? "less than 0.01" : String.format(Locale.ROOT, "%.2f", price);
    }
}
