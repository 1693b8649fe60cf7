package io.hyperpatch.rehearsal.engine;

import static io.hyperpatch.rehearsal.engine.TemplateReader.WITH_ERROR;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the Retry and Catch of a state. */
final class HandlerReader {
    private static final Set<String> RESERVED = Set.of(
            Errors.ALL,
            Errors.TASK_FAILED,
            Errors.TIMEOUT,
            Errors.HEARTBEAT_TIMEOUT,
            Errors.RUNTIME,
            Errors.DATA_LIMIT_EXCEEDED,
            Errors.QUERY_EVALUATION,
            Errors.NO_CHOICE_MATCHED,
            Errors.TOLERANCE_EXCEEDED,
            "States.Permissions",
            "States.BranchFailed");

    private final TemplateReader templates;

    HandlerReader(TemplateReader templates) {
        this.templates = templates;
    }

    State.Handlers read(Fields fields) {
        List<Retrier> retriers = new ArrayList<>();
        List<Fields> retry = fields.has("Retry") ? fields.objects("Retry") : List.of();
        for (Fields each : retry) {
            each.only(Set.of(
                    "ErrorEquals",
                    "IntervalSeconds",
                    "BackoffRate",
                    "MaxAttempts",
                    "MaxDelaySeconds",
                    "JitterStrategy",
                    "Comment"));
            retriers.add(retrier(each, each == retry.getLast()));
        }
        List<Catcher> catchers = new ArrayList<>();
        List<Fields> catches = fields.has("Catch") ? fields.objects("Catch") : List.of();
        for (Fields each : catches) {
            each.only(Set.of("ErrorEquals", "Next", "Assign", "Output", "Comment"));
            State.Exit exit = new State.Exit(
                    templates.assign(each, WITH_ERROR),
                    templates.find(each, "Output", WITH_ERROR),
                    Optional.of(each.text("Next")));
            catchers.add(new Catcher(errorEquals(each, each == catches.getLast()), exit));
        }
        return new State.Handlers(retriers, catchers);
    }

    private Retrier retrier(Fields fields, boolean last) {
        int interval =
                fields.findWhole("IntervalSeconds", 1, Limits.MAX_SECONDS).orElse(1);
        Optional<Integer> maxDelay = fields.findWhole("MaxDelaySeconds", 1, 31_622_400);
        if (maxDelay.isPresent() && maxDelay.get() <= interval) {
            throw fields.problem("MaxDelaySeconds", "must be greater than IntervalSeconds");
        }
        return new Retrier(
                errorEquals(fields, last),
                interval,
                backoffRate(fields),
                fields.findWhole("MaxAttempts", 0, Limits.MAX_SECONDS).orElse(3),
                maxDelay,
                fullJitter(fields));
    }

    private static double backoffRate(Fields fields) {
        JsonNode rate = fields.find("BackoffRate").orElse(null);
        if (rate != null && (!rate.isNumber() || rate.doubleValue() < 1)) {
            throw fields.problem("BackoffRate", "must be a number of at least 1, not " + rate);
        }
        return rate == null ? 2.0 : rate.doubleValue();
    }

    private static boolean fullJitter(Fields fields) {
        return switch (fields.findText("JitterStrategy").orElse("NONE")) {
            case "FULL" -> true;
            case "NONE" -> false;
            case String other -> throw fields.problem("JitterStrategy", "must be FULL or NONE, not " + other);
        };
    }

    private static List<String> errorEquals(Fields fields, boolean last) {
        JsonNode node = fields.get("ErrorEquals");
        if (!node.isArray() || node.isEmpty()) {
            throw fields.problem("ErrorEquals", "must be a non-empty array of error names");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode name : node) {
            if (!name.isTextual()) {
                throw fields.problem("ErrorEquals", "must hold error names, not " + name);
            }
            if (name.textValue().startsWith("States.") && !RESERVED.contains(name.textValue())) {
                throw fields.problem("ErrorEquals", "there is no reserved error " + name.textValue());
            }
            names.add(name.textValue());
        }
        if (names.contains(Errors.ALL) && (names.size() > 1 || !last)) {
            throw fields.problem("ErrorEquals", "States.ALL must stand alone, and last");
        }
        return names;
    }
}
