package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every UpdateClusterSoftware call with its answer, and how many updates were ever in effect at once. */
final class CallLog {

    private final List<Truth.Call> calls = new ArrayList<>();
    private final Map<String, Integer> mostInEffect = new HashMap<>();

    /** @param number of the update that it began; 0 if it changed nothing */
    void accepted(Instant at, TwinCluster cluster, JsonNode request, boolean byOthers, int number) {
        Optional<Integer> update = number == 0 ? Optional.empty() : Optional.of(number);
        calls.add(new Truth.Call(
                at, cluster.name(), request.deepCopy(), byOthers, update, Optional.empty(), "", Truth.groups(cluster)));
    }

    void refused(Instant at, TwinCluster cluster, JsonNode request, boolean byOthers, ApiError error) {
        calls.add(new Truth.Call(
                at,
                cluster.name(),
                request.deepCopy(),
                byOthers,
                Optional.empty(),
                Optional.of(error.code()),
                error.message(),
                Truth.groups(cluster)));
    }

    /** A call that reached no cluster. */
    void refused(Instant at, String cluster, JsonNode request, boolean byOthers, ApiError error) {
        calls.add(new Truth.Call(
                at,
                cluster,
                request.deepCopy(),
                byOthers,
                Optional.empty(),
                Optional.of(error.code()),
                error.message()));
    }

    void inEffect(String cluster, int updates) {
        mostInEffect.merge(cluster, updates, Math::max);
    }

    List<Truth.Call> calls() {
        return List.copyOf(calls);
    }

    int mostInEffect() {
        return mostInEffect.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
