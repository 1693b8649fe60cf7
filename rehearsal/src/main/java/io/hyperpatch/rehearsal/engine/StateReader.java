package io.hyperpatch.rehearsal.engine;

import static io.hyperpatch.rehearsal.engine.TemplateReader.BEFORE;
import static io.hyperpatch.rehearsal.engine.TemplateReader.WITH_RESULT;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one state of each type. */
final class StateReader {
    private static final Set<String> COMMON = Set.of("Type", "Comment", "QueryLanguage");
    private static final Set<String> GOES_ON = Set.of("Assign", "Output", "Next", "End");

    private final MachineReader flows;
    private final VariableScope scope;
    private final TemplateReader templates;
    private final HandlerReader handlers;

    StateReader(String machine, MachineReader flows, VariableScope scope) {
        this.flows = flows;
        this.scope = scope;
        this.templates = new TemplateReader(machine, scope);
        this.handlers = new HandlerReader(templates);
    }

    State read(String name, Fields fields) {
        MachineReader.checkLanguage(fields);
        State.Head head = new State.Head(
                name, fields.pointer(), fields.findText("Comment").orElse(""));
        return switch (fields.text("Type")) {
            case "Task" -> task(head, fields);
            case "Choice" -> choice(head, fields);
            case "Wait" -> waiting(head, fields);
            case "Pass" -> pass(head, fields);
            case "Succeed" -> succeed(head, fields);
            case "Fail" -> fail(head, fields);
            case "Map" -> each(head, fields);
            case "Parallel" -> parallel(head, fields);
            case String unknown -> throw fields.problem("Type", "there is no state type " + unknown);
        };
    }

    private State task(State.Head head, Fields fields) {
        only(fields, GOES_ON, Set.of("Resource", "Arguments", "TimeoutSeconds", "HeartbeatSeconds", "Retry", "Catch"));
        String arn = fields.text("Resource");
        Resource resource = Resource.of(arn)
                .orElseThrow(() -> fields.problem("Resource", "is no service integration known here: " + arn));
        Optional<Template> arguments = templates.find(fields, "Arguments", BEFORE);
        resource.checkArguments(fields);
        Optional<Template> heartbeat = seconds(fields, "HeartbeatSeconds", 1);
        if (heartbeat.isPresent() && resource.pattern() != Resource.Pattern.WAIT_FOR_CALLBACK) {
            throw fields.problem("HeartbeatSeconds", "only a task with a token gets heartbeats");
        }
        Optional<Template> timeout = seconds(fields, "TimeoutSeconds", 1);
        if (constant(heartbeat).isPresent()
                && constant(timeout).isPresent()
                && constant(heartbeat).get() >= constant(timeout).get()) {
            throw fields.problem("HeartbeatSeconds", "must be smaller than TimeoutSeconds");
        }
        return new State.Task(
                head, resource, arguments, timeout, heartbeat, handlers.read(fields), exit(fields, WITH_RESULT));
    }

    private State choice(State.Head head, Fields fields) {
        only(fields, Set.of("Choices", "Default", "Assign", "Output"));
        List<State.Choice.Rule> rules = new ArrayList<>();
        for (Fields rule : fields.objects("Choices")) {
            rule.only(Set.of("Condition", "Next", "Assign", "Output", "Comment"));
            Template condition = templates.read(rule, "Condition", BEFORE);
            if (condition instanceof Template.Constant constant && !(constant.value() instanceof Boolean)) {
                throw rule.problem("Condition", "must be an expression, not " + rule.get("Condition"));
            }
            rules.add(new State.Choice.Rule(condition, exit(rule, Optional.of(rule.text("Next")), BEFORE)));
        }
        if (!fields.has("Default")) {
            throw fields.problem("needs a Default: without one, an unforeseen case fails with States.NoChoiceMatched");
        }
        return new State.Choice(head, rules, exit(fields, Optional.of(fields.text("Default")), BEFORE));
    }

    private State waiting(State.Head head, Fields fields) {
        only(fields, GOES_ON, Set.of("Seconds", "Timestamp"));
        if (fields.has("Seconds") == fields.has("Timestamp")) {
            throw fields.problem("needs one of Seconds and Timestamp");
        }
        Optional<Template> timestamp = templates.find(fields, "Timestamp", BEFORE);
        if (timestamp.isPresent() && timestamp.get() instanceof Template.Constant constant) {
            WaitAction.instant(constant.value())
                    .orElseThrow(() -> fields.problem(
                            "Timestamp", "must be like 2026-11-22T18:00:00Z, not " + fields.get("Timestamp")));
        }
        return new State.Wait(head, seconds(fields, "Seconds", 0), timestamp, exit(fields, BEFORE));
    }

    private State pass(State.Head head, Fields fields) {
        only(fields, GOES_ON);
        return new State.Pass(head, exit(fields, BEFORE));
    }

    private State succeed(State.Head head, Fields fields) {
        only(fields, Set.of("Output"));
        return new State.Succeed(head, exit(fields, Optional.empty(), BEFORE));
    }

    private State fail(State.Head head, Fields fields) {
        only(fields, Set.of("Error", "Cause"));
        return new State.Fail(head, templates.find(fields, "Error", BEFORE), templates.find(fields, "Cause", BEFORE));
    }

    private State each(State.Head head, Fields fields) {
        Set<String> own = Set.of("Items", "ItemSelector", "ItemProcessor", "MaxConcurrency", "Retry", "Catch");
        only(fields, GOES_ON, own, Set.of("ToleratedFailureCount", "ToleratedFailurePercentage"));
        return new State.Each(
                head,
                templates.find(fields, "Items", BEFORE),
                templates.find(fields, "ItemSelector", BEFORE),
                templates.find(fields, "MaxConcurrency", BEFORE),
                templates.find(fields, "ToleratedFailureCount", BEFORE),
                templates.find(fields, "ToleratedFailurePercentage", BEFORE),
                flows.processor(fields.object("ItemProcessor"), scope),
                handlers.read(fields),
                exit(fields, WITH_RESULT));
    }

    private State parallel(State.Head head, Fields fields) {
        only(fields, GOES_ON, Set.of("Branches", "Arguments", "Retry", "Catch"));
        List<Flow> branches = new ArrayList<>();
        fields.objects("Branches").forEach(branch -> branches.add(flows.branch(branch, scope)));
        return new State.Parallel(
                head,
                templates.find(fields, "Arguments", BEFORE),
                branches,
                handlers.read(fields),
                exit(fields, WITH_RESULT));
    }

    private State.Exit exit(Fields fields, Set<String> available) {
        if (fields.flag("End") == fields.has("Next")) {
            throw fields.problem("needs either a Next or \"End\": true");
        }
        return exit(fields, fields.findText("Next"), available);
    }

    private State.Exit exit(Fields fields, Optional<String> next, Set<String> available) {
        return new State.Exit(templates.assign(fields, available), templates.find(fields, "Output", available), next);
    }

    private Optional<Template> seconds(Fields fields, String field, int least) {
        Optional<Template> template = templates.find(fields, field, BEFORE);
        if (template.isPresent() && template.get() instanceof Template.Constant) {
            fields.findWhole(field, least, Limits.MAX_SECONDS);
        }
        return template;
    }

    private static Optional<Integer> constant(Optional<Template> template) {
        return template.map(some ->
                some instanceof Template.Constant constant && constant.value() instanceof Integer whole ? whole : null);
    }

    @SafeVarargs
    private static void only(Fields fields, Set<String>... known) {
        Set<String> all = new HashSet<>(COMMON);
        for (Set<String> some : known) {
            all.addAll(some);
        }
        fields.only(all);
    }
}
