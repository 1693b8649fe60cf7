package io.hyperpatch.rehearsal.aws.cloudwatch;

import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.Input;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * When a metric alarm is in ALARM.
 *
 * @param periods how many of the newest periods are looked at
 * @param needed how many of them must breach
 * @param missing breaching, notBreaching, ignore or missing
 */
record Condition(
        MetricKey metric,
        String statistic,
        Duration period,
        int periods,
        int needed,
        double threshold,
        String comparison,
        String missing) {

    private static final Set<String> STATISTICS = Set.of("SampleCount", "Average", "Sum", "Minimum", "Maximum");
    private static final Set<String> COMPARISONS = Set.of(
            "GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold");

    static Condition of(Input input) {
        int periods = positive(input, "EvaluationPeriods");
        int needed = input.integer("DatapointsToAlarm").orElse(periods);
        if (needed < 1 || needed > periods) {
            throw invalid("DatapointsToAlarm", Integer.toString(needed), "1 to EvaluationPeriods");
        }
        int seconds = positive(input, "Period");
        if (seconds % 60 != 0 && !Set.of(10, 20, 30).contains(seconds)) {
            throw invalid("Period", Integer.toString(seconds), "10, 20, 30 or a multiple of 60");
        }
        required(input, "MetricName");
        return new Condition(
                MetricKey.of(required(input, "Namespace"), input.members()),
                oneOf(input, "Statistic", STATISTICS),
                Duration.ofSeconds(seconds),
                periods,
                needed,
                Double.parseDouble(required(input, "Threshold")),
                oneOf(input, "ComparisonOperator", COMPARISONS),
                input.has("TreatMissingData")
                        ? oneOf(input, "TreatMissingData", Set.of("breaching", "notBreaching", "ignore", "missing"))
                        : "missing");
    }

    boolean breachedBy(List<Metrics.Point> points) {
        double value =
                aggregate(points.stream().mapToDouble(Metrics.Point::value).toArray());
        return switch (comparison) {
            case "GreaterThanOrEqualToThreshold" -> value >= threshold;
            case "GreaterThanThreshold" -> value > threshold;
            case "LessThanThreshold" -> value < threshold;
            default -> value <= threshold;
        };
    }

    private double aggregate(double[] values) {
        var statistics = Arrays.stream(values).summaryStatistics();
        return switch (statistic) {
            case "SampleCount" -> statistics.getCount();
            case "Average" -> statistics.getAverage();
            case "Sum" -> statistics.getSum();
            case "Minimum" -> statistics.getMin();
            default -> statistics.getMax();
        };
    }

    private static String oneOf(Input input, String name, Set<String> known) {
        String value = required(input, name);
        if (!known.contains(value)) {
            throw invalid(name, value, "one of " + known.stream().sorted().toList());
        }
        return value;
    }

    private static int positive(Input input, String name) {
        int value = Integer.parseInt(required(input, name));
        if (value < 1) {
            throw invalid(name, Integer.toString(value), "1 or more");
        }
        return value;
    }

    private static String required(Input input, String name) {
        return input.text(name)
                .orElseThrow(() -> ApiError.badRequest(
                        "MissingParameter", "The parameter " + name + " is required by " + input.operation() + "."));
    }

    private static ApiError invalid(String name, String value, String rule) {
        return ApiError.badRequest(
                "ValidationError",
                String.format(Locale.ROOT, "The value '%s' of the parameter %s is invalid: %s.", value, name, rule));
    }
}
