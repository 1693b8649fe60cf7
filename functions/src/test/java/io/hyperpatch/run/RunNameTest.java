package io.hyperpatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunNameTest {
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456");
    private static final ClusterArn OTHER =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def457");
    private static final Map<String, String> PINS = Map.of("gpu", "ami-0123456789abcdef0", "canary", "ami-1");

    @Test
    void isTheClusterTheFingerprintAndTheAttempt() {
        assertThat(RunName.of("train-a", ARN, "gpu-fleet", PINS, 3).toString()).matches("train-a-[0-9a-f]{12}-3");
    }

    @Test
    void fitsIntoTheNameOfAnExecutionHoweverLongTheClusterIs() {
        RunName name = RunName.of("c".repeat(63), ARN, "p".repeat(500), PINS, 999_999);

        assertThat(name.cluster()).isEqualTo("c".repeat(40));
        assertThat(name.toString()).hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void doesNotDependOnTheOrderOfTheGroups() {
        Map<String, String> oneWay = new LinkedHashMap<>();
        oneWay.put("a", "ami-1");
        oneWay.put("b", "ami-2");
        Map<String, String> theOther = new LinkedHashMap<>();
        theOther.put("b", "ami-2");
        theOther.put("a", "ami-1");

        assertThat(RunName.of("train-a", ARN, "p", oneWay, 1)).isEqualTo(RunName.of("train-a", ARN, "p", theOther, 1));
    }

    @Test
    void differsForEachPolicyClusterGroupAndPin() {
        String name = RunName.fingerprint("p", ARN, Map.of("a", "ami-1"));

        assertThat(name)
                .isNotEqualTo(RunName.fingerprint("q", ARN, Map.of("a", "ami-1")))
                .isNotEqualTo(RunName.fingerprint("p", OTHER, Map.of("a", "ami-1")))
                .isNotEqualTo(RunName.fingerprint("p", ARN, Map.of("b", "ami-1")))
                .isNotEqualTo(RunName.fingerprint("p", ARN, Map.of("a", "ami-2")))
                .isNotEqualTo(RunName.fingerprint("p", ARN, Map.of("a", "ami-1", "b", "ami-1")));
    }

    /** The name lies in the store and in executions for months: it must not change with a release of this code. */
    @Test
    void isTheSameForEver() {
        assertThat(RunName.fingerprint("gpu-fleet", ARN, PINS)).isEqualTo("d63d0e39033c");
    }

    @Test
    void isReadBackAsItWasWritten() {
        RunName name = RunName.of("train-a-0123456789ab-2", ARN, "p", PINS, 12);

        assertThat(RunName.of(name.toString())).isEqualTo(name);
        assertThat(Json.to(RunName.class, Json.mapper().valueToTree(name))).isEqualTo(name);
    }

    @Test
    void cutsAClusterNameThatEndsInAHyphenThereAndReadsItBack() {
        RunName name = RunName.of("c".repeat(39) + "-rest", ARN, "p", PINS, 1);

        assertThat(name.cluster()).endsWith("-");
        assertThat(RunName.of(name.toString())).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "train-a",
                "train-a-0123456789ab",
                "train-a-0123456789ab-0",
                "train-a-0123456789ab-01",
                "train-a-0123456789ab-1000000",
                "train-a-0123456789AB-1",
                "train_a-0123456789ab-1",
                "-0123456789ab-1",
                "train-a-0123456789ab-1\n",
                "ccccccccccccccccccccccccccccccccccccccccc-0123456789ab-1"
            })
    void namesATextThatIsNoRun(String text) {
        assertThatThrownBy(() -> RunName.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
