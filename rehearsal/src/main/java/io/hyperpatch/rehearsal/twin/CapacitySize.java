package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;

/**
 * How many nodes at a time: a number of instances, or a percentage of the capacity.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CapacitySizeConfig.html">CapacitySizeConfig</a>
 */
record CapacitySize(Type type, int value) {

    enum Type {
        INSTANCE_COUNT,
        CAPACITY_PERCENTAGE
    }

    CapacitySize {
        Objects.requireNonNull(type, "type");
    }

    static Optional<CapacitySize> read(JsonNode json) {
        return json.isObject()
                ? Optional.of(new CapacitySize(
                        Type.valueOf(json.path("Type").asText()),
                        json.path("Value").asInt()))
                : Optional.empty();
    }

    /** At least one node, or nothing would ever be updated. */
    int nodes(int groupNodes, int clusterNodes, Unknowns unknowns) {
        return switch (type) {
            case INSTANCE_COUNT -> value;
            case CAPACITY_PERCENTAGE -> {
                long base = unknowns.percentageBase() == Unknowns.PercentageBase.GROUP ? groupNodes : clusterNodes;
                long rounding = unknowns.percentageRounding() == Unknowns.PercentageRounding.UP ? 99 : 0;
                yield Math.clamp((base * value + rounding) / 100, 1, Integer.MAX_VALUE);
            }
        };
    }
}
