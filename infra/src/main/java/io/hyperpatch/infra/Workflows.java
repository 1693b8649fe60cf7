package io.hyperpatch.infra;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The state machines, each made after those that it starts. */
final class Workflows extends Construct {
    static final String PATCH_FLEET = "patch-fleet";
    static final String RECONCILE = "reconcile";

    private static final String WATCH_UPDATE = "watch-update";
    private static final int STACK_UNIQUE_PART = 2;

    private final Map<String, Workflow> made = new LinkedHashMap<>();

    Workflows(Construct scope, String id, Path folder, Map<String, Alias> functions, int logDays) {
        super(scope, id);
        Map<String, WorkflowFile> files = WorkflowFile.all(folder).stream()
                .collect(Collectors.toMap(WorkflowFile::name, file -> file, (a, b) -> a, LinkedHashMap::new));
        // Under this prefix the service need not enlarge its one resource policy for logs with every machine.
        String unique =
                Fn.select(STACK_UNIQUE_PART, Fn.split("/", Stack.of(this).getStackId()));
        LogGroup logs = LogGroup.Builder.create(this, "Logs")
                .logGroupName("/aws/vendedlogs/states/hyperpatch-" + unique)
                .retention(Retention.of(logDays))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        files.values().forEach(file -> make(file, files, functions, logs));
    }

    private void make(WorkflowFile file, Map<String, WorkflowFile> files, Map<String, Alias> functions, LogGroup logs) {
        if (made.containsKey(file.name())) {
            return;
        }
        file.children().forEach(child -> make(files.get(child), files, functions, logs));
        made.put(file.name(), new Workflow(this, file, functions, made, logs));
    }

    /** By the names of their files. */
    Map<String, Workflow> all() {
        return Collections.unmodifiableMap(made);
    }

    /** All but watch-update, whose end its parent sees. */
    List<Workflow> cleanedUpAfter() {
        return made.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(WATCH_UPDATE))
                .map(Map.Entry::getValue)
                .toList();
    }

    Workflow get(String name) {
        return made.get(name);
    }
}
