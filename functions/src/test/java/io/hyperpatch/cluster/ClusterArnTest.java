package io.hyperpatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.json.Json;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.run.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterArnTest {
    private static final String HYPERPOD = "arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456";
    private static final String PCS = "arn:aws-us-gov:pcs:us-gov-west-1:123456789012:cluster/pcs_ABC123def4";

    @ParameterizedTest
    @ValueSource(strings = {HYPERPOD, PCS})
    void isTheTextThatItWasReadFromInEveryKey(String text) {
        ClusterArn arn = ClusterArn.of(text);

        assertThat(arn).hasToString(text);
        assertThat(Json.mapper().valueToTree(arn).textValue()).isEqualTo(text);
        assertThat(Leases.key(arn).sort()).isEqualTo(text);
        assertThat(Runs.partition(arn)).isEqualTo("cluster/" + text);
    }

    @Test
    void knowsItsService() {
        assertThat(ClusterArn.of(HYPERPOD).service()).isEqualTo("sagemaker");
        assertThat(ClusterArn.of(PCS).service()).isEqualTo("pcs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train-a",
                "arn:aws:sagemaker:us-east-1:123456789012:cluster/train-a",
                "arn:aws:sagemaker:us-east-1:123456789012:domain/abc123def456",
                "arn:aws:sagemaker:us-east-1:1234:cluster/abc123def456",
                "arn:aws:pcs:us-east-1:123456789012:cluster/pcs_ABC123def4/queue/pcs_123"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> ClusterArn.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is no cluster ARN");
    }
}
