package io.hyperpatch.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformTermsTest {
    private static final DeploymentConfig EVERYTHING = new DeploymentConfig(
            Optional.of(new BatchSize(BatchSize.CAPACITY_PERCENTAGE, 10)),
            Optional.of(new BatchSize(BatchSize.INSTANCE_COUNT, 4)),
            Optional.of(600),
            List.of("xid"));

    private final Cluster slurm = new ClusterFixture().slurm().cluster();

    @Test
    void namesEveryFieldThatSlurmCannotKeep() {
        assertThat(PlatformTerms.unfit(RolloutRules.of(List.of(), EVERYTHING), slurm)
                        .orElseThrow())
                .extracting(unfit -> unfit.reason() + unfit.remedy())
                .asString()
                .contains(
                        "/rollout/batch (10 %)",
                        "/rollout/rollbackBatch (4 nodes)",
                        "/rollout/wait (600 s)",
                        "/rollout/alarms (xid)",
                        "without these");
    }

    @Test
    void leavesAPolicyAloneThatAsksForNothingOfTheKind() {
        DeploymentConfig nothing = new DeploymentConfig(Optional.empty(), Optional.empty(), Optional.of(0), List.of());

        assertThat(PlatformTerms.unfit(RolloutRules.of(List.of("gpu"), nothing), slurm))
                .isEmpty();
    }

    @Test
    void hasNoSayOnEks() {
        assertThat(PlatformTerms.unfit(RolloutRules.of(List.of(), EVERYTHING), new ClusterFixture().cluster()))
                .isEmpty();
    }

    @Test
    void promisesNoWayToStopAnUpdateOnSlurm() {
        List<Step> steps = Steps.plan(
                Map.of("gpu", Pin.of("ami-0abcdef1234567890")),
                RolloutRules.of(List.of(), DeploymentConfig.NONE),
                slurm);

        Outlook outlook = Outlook.of(steps, slurm, DeploymentConfig.NONE, List.of(), List.of());

        assertThat(outlook.undo()).contains("nothing stops it", "gpu ran ami-00000000000000001");
        assertThat(outlook.plan()).singleElement().asString().contains("the whole group at once");
    }
}
