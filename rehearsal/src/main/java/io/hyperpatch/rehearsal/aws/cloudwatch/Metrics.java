package io.hyperpatch.rehearsal.aws.cloudwatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The data points that were put, by metric. */
final class Metrics {

    private final Map<MetricKey, List<Point>> points = new HashMap<>();

    void put(MetricKey metric, Instant at, double value) {
        points.computeIfAbsent(metric, key -> new ArrayList<>()).add(new Point(at, value));
    }

    List<Point> of(MetricKey metric) {
        return points.getOrDefault(metric, List.of());
    }

    record Point(Instant at, double value) {}
}
