package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private final Left left = Left.verified();

    @BeforeEach
    void theClusterIsReadAtPlanning() {
        left.read("PlanIntent", "sagemaker:DescribeCluster", 0, "{\"ClusterArn\": \"%s\"}".formatted(Left.ARN));
    }

    @Test
    void acceptsACallShortlyAfterTheReading() {
        assertThat(old()).isEmpty();
    }

    @Test
    void noticesACallThatIsComparedWithWhatWasLongBefore() {
        left.intentItem().put("plannedAt", Left.at(-17).toString());

        assertThat(old()).singleElement().asString().contains("by what the cluster was at 2026-11-21T01:43:00Z");
    }

    @Test
    void noticesACallWhoseClusterWasNotRead() {
        left.readings.removeIf(reading -> reading.action().equals("sagemaker:DescribeCluster"));

        assertThat(old()).singleElement().asString().contains("had not been read since");
    }

    private List<String> old() {
        return left.broken(Snapshots::areYoungAtTheCall);
    }
}
