package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.rehearsal.engine.Engine;
import io.hyperpatch.rehearsal.engine.StateMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The product's workflows, read from their files as they are deployed. */
public final class Machines {
    public static final String PATCH_FLEET = "patch-fleet";
    public static final String PATCH_CLUSTER = "patch-cluster";
    public static final String WATCH_UPDATE = "watch-update";
    public static final String RECONCILE = "reconcile";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();

    private Machines() {}

    /** All of them, each before those that start it. */
    public static List<String> names() {
        return List.of(WATCH_UPDATE, PATCH_CLUSTER, PATCH_FLEET, RECONCILE);
    }

    /** What the file of a workflow holds. */
    public static JsonNode definition(String name) {
        return READ.computeIfAbsent(name, Machines::read);
    }

    private static JsonNode read(String name) {
        String path = "/statemachines/" + name + ".asl.json";
        try (InputStream file = Machines.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("the workflow " + path + " is not on the class path");
            }
            return MAPPER.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Substitutes what the deployment substitutes: the names of functions, the ARNs of the other workflows. */
    static void define(Engine engine, Set<String> functions) {
        Map<String, String> substitutions = new HashMap<>();
        functions.forEach(function -> substitutions.put(function, function));
        substitutions.put("PatchClusterMachine", engine.stateMachineArn(PATCH_CLUSTER));
        substitutions.put("WatchUpdateMachine", engine.stateMachineArn(WATCH_UPDATE));
        for (String name : names()) {
            engine.define(StateMachine.parse(name, definition(name), substitutions));
        }
    }
}
