package io.hyperpatch.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionTest {
    private static final Step CANARY = new Step(1, Step.Phase.CANARY, Pin.Newest.UNRESOLVED, List.of("canary"));
    private static final Step REST = new Step(2, Step.Phase.REST, Pin.Newest.UNRESOLVED, List.of("system", "gpu"));

    private final Cluster cluster = new ClusterFixture().cluster();

    @ParameterizedTest
    @CsvSource({
        // nodes, type, value, wait in seconds, expected
        "64, INSTANCE_COUNT, 1, 3600, PT96H",
        "64, INSTANCE_COUNT, 10, 600, PT4H40M",
        "64, INSTANCE_COUNT, 64, 600, PT1H",
        "64, INSTANCE_COUNT, 500, 600, PT1H",
        "64, CAPACITY_PERCENTAGE, 10, 600, PT7H20M",
        "64, CAPACITY_PERCENTAGE, 1, 0, PT32H",
        "64, CAPACITY_PERCENTAGE, 100, 0, PT1H",
        "64, CAPACITY_PERCENTAGE, 250, 0, PT1H",
        "3, CAPACITY_PERCENTAGE, 10, 0, PT1H30M",
        "3, GALAXIES, 3, 0, PT1H30M",
        "1, CAPACITY_PERCENTAGE, 10, 600, PT1H"
    })
    void countsTheBatchesAndTheirWaits(int nodes, String type, int value, int wait, Duration expected) {
        Cluster sized = new ClusterFixture()
                .group("gpu", group -> group.put("TargetCount", nodes))
                .cluster();
        Step step = new Step(1, Step.Phase.REST, Pin.Newest.UNRESOLVED, List.of("gpu"));

        assertThat(Prediction.ofStep(step, sized, deployment(new BatchSize(type, value), null, wait))
                        .update())
                .isEqualTo(expected);
    }

    @Test
    void replacesAWholeGroupAtOnceWithoutBatches() {
        assertThat(Prediction.ofStep(REST, cluster, deployment(null, null, 0)))
                .isEqualTo(new Prediction(Duration.ofHours(2), Duration.ofHours(2)));
    }

    @Test
    void rollsBackInItsOwnBatchesWithoutWaiting() {
        Prediction prediction = Prediction.ofStep(REST, cluster, deployment(percent(10), percent(50), 600));

        assertThat(prediction.rollback()).isEqualTo(Duration.ofHours(2));
        assertThat(prediction.update()).isEqualTo(Duration.ofHours(1).plus(Duration.ofMinutes(11 * 40)));
        assertThat(prediction.worst()).isEqualTo(prediction.update().plus(prediction.rollback()));
    }

    @Test
    void rollsBackInTheBatchesOfTheUpdateIfItHasNoneOfItsOwn() {
        assertThat(Prediction.ofStep(REST, cluster, deployment(percent(10), null, 600))
                        .rollback())
                .isEqualTo(Duration.ofHours(1).plus(Duration.ofMinutes(11 * 30)));
    }

    @Test
    void addsUpARunWithTheLongestOfItsRollbacks() {
        DeploymentConfig deployment = deployment(percent(10), percent(50), 600);

        Prediction run = Prediction.ofRun(List.of(REST, CANARY), cluster, deployment);

        Prediction rest = Prediction.ofStep(REST, cluster, deployment);
        Prediction canary = Prediction.ofStep(CANARY, cluster, deployment);
        assertThat(run.update()).isEqualTo(rest.update().plus(canary.update()));
        assertThat(run.rollback()).isEqualTo(rest.rollback());
        assertThat(Prediction.ofRun(List.of(CANARY, REST), cluster, deployment)).isEqualTo(run);
    }

    @Test
    void doesNotPredictAGroupThatTheClusterDoesNotHave() {
        Step step = new Step(1, Step.Phase.REST, Pin.Newest.UNRESOLVED, List.of("ghost"));

        assertThatThrownBy(() -> Prediction.ofStep(step, cluster, deployment(null, null, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ghost");
    }

    private static BatchSize percent(int value) {
        return new BatchSize(BatchSize.CAPACITY_PERCENTAGE, value);
    }

    private static DeploymentConfig deployment(BatchSize batch, BatchSize rollbackBatch, int wait) {
        return new DeploymentConfig(
                Optional.ofNullable(batch), Optional.ofNullable(rollbackBatch), Optional.of(wait), List.of());
    }
}
