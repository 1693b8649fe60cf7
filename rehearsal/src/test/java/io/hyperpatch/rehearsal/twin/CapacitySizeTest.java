package io.hyperpatch.rehearsal.twin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacitySizeTest {

    @ParameterizedTest
    @CsvSource({
        "INSTANCE_COUNT, 10, GROUP, UP, 10",
        "CAPACITY_PERCENTAGE, 10, GROUP, UP, 7",
        "CAPACITY_PERCENTAGE, 10, GROUP, DOWN, 6",
        "CAPACITY_PERCENTAGE, 10, CLUSTER, UP, 10",
        "CAPACITY_PERCENTAGE, 1, GROUP, DOWN, 1",
        "CAPACITY_PERCENTAGE, 2147483647, GROUP, UP, 1374389535"
    })
    void countsNodes(CapacitySize.Type type, int value, String base, String rounding, int nodes) {
        Unknowns unknowns = Rehearsed.behaviour(
                        "{unknowns: {percentageBase: " + base + ", percentageRounding: " + rounding + "}}")
                .unknowns();

        assertThat(new CapacitySize(type, value).nodes(64, 100, unknowns)).isEqualTo(nodes);
    }
}
