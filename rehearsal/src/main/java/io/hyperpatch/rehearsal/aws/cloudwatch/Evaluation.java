package io.hyperpatch.rehearsal.aws.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What state a metric alarm is in, by its newest data points, as CloudWatch evaluates it in essence: some more periods than asked
 * for are looked at, the newest real data points decide, and only for what is missing then the alarm's rule for
 * missing data.
 *
 * @param state empty to keep the one it has
 * @param settled whether it stays so as long as no data point comes
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">Configuring
 *     how CloudWatch alarms treat missing data</a>
 */
record Evaluation(Optional<AlarmState> state, boolean settled, String reason) {

    private static final int MORE_PERIODS = 2;

    static Evaluation of(Condition condition, List<Metrics.Point> points, Instant now) {
        List<Boolean> breaches = newestBreaches(condition, points, now);
        int breaching = (int) breaches.stream().filter(breach -> breach).count();
        int fine = breaches.size() - breaching;
        int missing = condition.periods() - breaches.size();
        String reason = breaching + " of the newest " + breaches.size() + " data points breached the threshold "
                + condition.threshold() + "; " + missing + " of " + condition.periods()
                + " were missing, which is treated as " + condition.missing() + ".";
        return new Evaluation(
                state(condition, breaching, fine, missing),
                breaches.isEmpty(),
                breaches.isEmpty() ? "No data points were received: treated as " + condition.missing() + "." : reason);
    }

    private static Optional<AlarmState> state(Condition condition, int breaching, int fine, int missing) {
        if (breaching >= condition.needed()) {
            return Optional.of(AlarmState.ALARM);
        }
        if (fine > condition.periods() - condition.needed()) {
            return Optional.of(AlarmState.OK);
        }
        boolean couldBreach = breaching + missing >= condition.needed();
        return switch (condition.missing()) {
            case "breaching" -> Optional.of(couldBreach ? AlarmState.ALARM : AlarmState.OK);
            case "notBreaching" -> Optional.of(AlarmState.OK);
            case "ignore" -> Optional.empty();
            default ->
                Optional.of(
                        missing == condition.periods()
                                ? AlarmState.INSUFFICIENT_DATA
                                : couldBreach && breaching > 0 ? AlarmState.ALARM : AlarmState.OK);
        };
    }

    /** Of the periods looked at, newest first and only those with data: does each breach? */
    private static List<Boolean> newestBreaches(Condition condition, List<Metrics.Point> points, Instant now) {
        Duration period = condition.period();
        long newest = now.getEpochSecond() / period.toSeconds();
        long oldest = newest - condition.periods() - MORE_PERIODS + 1;
        TreeMap<Long, List<Metrics.Point>> byPeriod = new TreeMap<>();
        // From the newest on: a latched alarm's metric may have thousands of old points before.
        for (int i = points.size() - 1; i >= 0; i--) {
            Metrics.Point point = points.get(i);
            long number = point.at().getEpochSecond() / period.toSeconds();
            if (number >= oldest && number <= newest) {
                byPeriod.computeIfAbsent(number, key -> new ArrayList<>()).add(point);
            }
        }
        return byPeriod.descendingMap().values().stream()
                .limit(condition.periods())
                .map(condition::breachedBy)
                .toList();
    }
}
