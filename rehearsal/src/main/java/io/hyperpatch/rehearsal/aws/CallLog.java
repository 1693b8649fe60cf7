package io.hyperpatch.rehearsal.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every API call of a rehearsal, in the order in which they set out. */
public final class CallLog {

    /** They decide about a start call; the answers of all others would only take memory. */
    private static final Set<String> DECIDING = Set.of("CheckReadiness", "PlanIntent", "ValidateImages", "ArmWire");

    private final List<ApiCall> calls = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();

    int begin(Instant at, String caller, String service, String operation, JsonNode request) {
        calls.add(new ApiCall(at, caller, service, operation, request, new CallResult.UnderWay()));
        return calls.size() - 1;
    }

    void end(int index, CallResult result) {
        ApiCall call = calls.get(index);
        calls.set(
                index, new ApiCall(call.at(), call.caller(), call.service(), call.operation(), call.request(), result));
    }

    /** Keeps the answer to a call of a function that decides about a start call. */
    void answered(int index, JsonNode answer) {
        ApiCall call = calls.get(index);
        if (DECIDING.contains(call.caller())) {
            readings.add(new Reading(call.at(), call.caller(), call.action(), call.request(), answer.deepCopy()));
        }
    }

    /** The answers that decide about start calls, in the order in which they came. */
    public List<Reading> readings() {
        return List.copyOf(readings);
    }

    public List<ApiCall> all() {
        return List.copyOf(calls);
    }

    /** The calls of one action, {@code service:Operation}. */
    public List<ApiCall> of(String action) {
        return calls.stream().filter(call -> call.action().equals(action)).toList();
    }

    /** How many calls of each action, in alphabetical order. */
    public Map<String, Long> countsByAction() {
        Map<String, Long> counts = new TreeMap<>();
        calls.forEach(call -> counts.merge(call.action(), 1L, Long::sum));
        return counts;
    }

    /** Which actions each caller used: what its role must grant. */
    public Map<String, Map<String, Long>> countsByCaller() {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        calls.forEach(call ->
                counts.computeIfAbsent(call.caller(), name -> new TreeMap<>()).merge(call.action(), 1L, Long::sum));
        return counts;
    }
}
