package io.hyperpatch.bench.startup;

import io.hyperpatch.handler.ProductFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One invocation of a function, with everything that it asks and is told.
 *
 * @param now the time at which it took place
 */
record Job(ProductFunction function, Instant now, Map<String, String> variables, String event, List<Call> calls) {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");

    /** Seconds since 1970, of this decade and the next. */
    private static final Pattern SECONDS = Pattern.compile("\\b1[789]\\d{8}\\b");

    Job {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(event, "event");
        variables = Map.copyOf(variables);
        calls = List.copyOf(calls);
    }

    /** The same as if it took place at another time: a function reads a clock, and asks other things of an old update. */
    Job at(Instant time) {
        Duration later = Duration.ofSeconds(Duration.between(now, time).toSeconds());
        return new Job(
                function,
                time,
                variables,
                shifted(event, later),
                calls.stream()
                        .map(call -> new Call(
                                call.service(),
                                call.operation(),
                                call.request(),
                                call.status(),
                                shifted(call.answer(), later)))
                        .toList());
    }

    Job with(List<Call> others) {
        return new Job(function, now, variables, event, others);
    }

    private static String shifted(String text, Duration later) {
        String times = TIME.matcher(text)
                .replaceAll((MatchResult time) ->
                        Instant.parse(time.group()).plus(later).toString());
        return SECONDS.matcher(times)
                .replaceAll(seconds -> Long.toString(Long.parseLong(seconds.group()) + later.toSeconds()));
    }
}
