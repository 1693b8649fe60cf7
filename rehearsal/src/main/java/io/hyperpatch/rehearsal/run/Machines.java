package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.rehearsal.engine.Engine;
import io.hyperpatch.rehearsal.engine.StateMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private static final String TODAY = "/statemachines/";
    private static final String SUFFIX = ".asl.json";

    private static final int MOST_PARSED = 64;

    /** Those that were used last: the accounts of a campaign are few, those of all tests together are not. */
    private static final Map<Deployed, StateMachine> PARSED =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Deployed, StateMachine> eldest) {
                    return size() > MOST_PARSED;
                }
            });

    /** A workflow with what the deployment to one account puts into it. */
    private record Deployed(String folder, String name, Map<String, String> substitutions) {
        Deployed {
            substitutions = Map.copyOf(substitutions);
        }
    }

    private Machines() {}

    /** All of them, each before those that start it. */
    public static List<String> names() {
        return List.of(WATCH_UPDATE, PATCH_CLUSTER, PATCH_FLEET, RECONCILE);
    }

    /** What the file of a workflow holds. */
    public static JsonNode definition(String name) {
        return definition(TODAY, name);
    }

    private static JsonNode definition(String folder, String name) {
        return READ.computeIfAbsent(folder + name + SUFFIX, Machines::read);
    }

    private static JsonNode read(String path) {
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
    public static StateMachine machine(String name, Engine engine, Set<String> functions) {
        return parsed(deployed(TODAY, name, engine, functions));
    }

    private static Deployed deployed(String folder, String name, Engine engine, Set<String> functions) {
        Map<String, String> substitutions = new HashMap<>();
        functions.forEach(function -> substitutions.put(function, function));
        substitutions.put("PatchClusterMachine", engine.stateMachineArn(PATCH_CLUSTER));
        substitutions.put("WatchUpdateMachine", engine.stateMachineArn(WATCH_UPDATE));
        return new Deployed(folder, name, substitutions);
    }

    /** Defines what is begun from now on; what runs goes on by the definition with which it began. */
    static void define(Engine engine, Set<String> functions) {
        names().forEach(name -> engine.define(machine(name, engine, functions)));
    }

    /** The same with the definitions of an earlier version; a workflow that it lacked is as it is today. */
    static void defineAsOf(int version, Engine engine, Set<String> functions) {
        String earlier = "/versions/" + version + "/statemachines/";
        if (Machines.class.getResource(earlier + PATCH_FLEET + SUFFIX) == null) {
            throw new IllegalArgumentException("no workflows of version " + version + " are on the class path");
        }
        for (String name : names()) {
            boolean had = Machines.class.getResource(earlier + name + SUFFIX) != null;
            engine.define(parsed(deployed(had ? earlier : TODAY, name, engine, functions)));
        }
    }

    private static StateMachine parsed(Deployed deployed) {
        StateMachine known = PARSED.get(deployed);
        if (known != null) {
            return known;
        }
        StateMachine read = StateMachine.parse(
                deployed.name(), definition(deployed.folder(), deployed.name()), deployed.substitutions());
        PARSED.put(deployed, read);
        return read;
    }
}
