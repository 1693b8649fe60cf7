package io.hyperpatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunNameTest {
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456");
    private static final ClusterArn OTHER =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def457");
    private static final Pin ONE = new Pin.Exact("ami-0123456789abcdef0");
    private static final Pin TWO = new Pin.Exact("ami-0123456789abcdef1");
    private static final Map<String, Pin> PINS =
            Map.of("gpu", ONE, "canary", new Pin.Newest(Optional.of("2026-11-20T06:00:00Z")));

    @Test
    void isTheClusterTheFingerprintAndTheAttempt() {
        assertThat(RunName.of("train-a", ARN, "gpu-fleet", 1, PINS, 3).toString())
                .matches("train-a-[0-9a-f]{12}-3");
    }

    @Test
    void fitsIntoTheNameOfAnExecutionHoweverLongTheClusterIs() {
        RunName name = RunName.of("c".repeat(63), ARN, "p".repeat(500), 1, PINS, 999_999);

        assertThat(name.cluster()).isEqualTo("c".repeat(40));
        assertThat(name.toString()).hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void doesNotDependOnTheOrderOfTheGroups() {
        Map<String, Pin> oneWay = new LinkedHashMap<>();
        oneWay.put("a", ONE);
        oneWay.put("b", TWO);
        Map<String, Pin> theOther = new LinkedHashMap<>();
        theOther.put("b", TWO);
        theOther.put("a", ONE);

        assertThat(RunName.of("train-a", ARN, "p", 1, oneWay, 1))
                .isEqualTo(RunName.of("train-a", ARN, "p", 1, theOther, 1));
    }

    @Test
    void differsForEachPolicyClusterGroupAndPin() {
        String name = RunName.fingerprint("p", ARN, 1, Map.of("a", ONE));

        assertThat(name)
                .isNotEqualTo(RunName.fingerprint("q", ARN, 1, Map.of("a", ONE)))
                .isNotEqualTo(RunName.fingerprint("p", OTHER, 1, Map.of("a", ONE)))
                .isNotEqualTo(RunName.fingerprint("p", ARN, 1, Map.of("b", ONE)))
                .isNotEqualTo(RunName.fingerprint("p", ARN, 1, Map.of("a", TWO)))
                .isNotEqualTo(RunName.fingerprint("p", ARN, 1, Map.of("a", ONE, "b", ONE)));
    }

    /** The name lies in the store and in executions for months: it must not change with a release of this code. */
    @Test
    void isTheSameForEver() {
        assertThat(RunName.fingerprint("gpu-fleet", ARN, 1, PINS)).isEqualTo("e8de5deee54b");
        assertThat(RunName.fingerprint("gpu-fleet", ARN, 1, Map.of("gpu", ONE, "canary", new Pin.Release("1.3.2"))))
                .isEqualTo("8096d91d4a42");
    }

    @Test
    void differsForEachImageThatTheNewestWasResolvedTo() {
        Pin last = new Pin.Newest(Optional.of("2026-11-20T06:00:00Z"));
        Pin next = new Pin.Newest(Optional.of("2026-11-27T06:00:00Z"));

        assertThat(RunName.fingerprint("p", ARN, 1, Map.of("a", last)))
                .isNotEqualTo(RunName.fingerprint("p", ARN, 1, Map.of("a", next)))
                .isNotEqualTo(RunName.fingerprint("p", ARN, 1, Map.of("a", Pin.Newest.UNRESOLVED)));
    }

    @Test
    void isReadBackAsItWasWritten() {
        RunName name = RunName.of("train-a-0123456789ab-2", ARN, "p", 1, PINS, 12);

        assertThat(RunName.of(name.toString())).isEqualTo(name);
        assertThat(Json.to(RunName.class, Json.mapper().valueToTree(name))).isEqualTo(name);
    }

    @Test
    void cutsAClusterNameThatEndsInAHyphenThereAndReadsItBack() {
        RunName name = RunName.of("c".repeat(39) + "-rest", ARN, "p", 1, PINS, 1);

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
