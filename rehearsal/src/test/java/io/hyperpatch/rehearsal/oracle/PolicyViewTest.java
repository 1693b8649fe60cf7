package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy as the oracle reads it. */
class PolicyViewTest {

    @Test
    void takesTheDefaultsOfAnEmptyPolicy() {
        PolicyView policy = policy("{}");

        assertThat(policy.observes()).isFalse();
        assertThat(policy.allowsDeprecated()).isFalse();
        assertThat(policy.waitSeconds()).isZero();
        assertThat(policy.batch()).isEmpty();
        assertThat(policy.canary()).isEmpty();
        assertThat(policy.leavesOut("gpu", "Failed")).isFalse();
        assertThat(policy.brokenNodes(64)).isEqualTo(6);
    }

    @Test
    void readsWhatThePolicySays() {
        PolicyView policy = policy("""
                {"mode": "observe", "image": {"owners": ["self"], "allowDeprecated": true},
                 "rollout": {"canary": ["login"], "batch": "10%", "rollbackBatch": 4, "wait": "PT10M",
                             "alarms": ["xid-{cluster}"], "order": ["login", "gpu"]}}""");

        assertThat(policy.observes()).isTrue();
        assertThat(policy.owners()).containsExactly("self");
        assertThat(policy.allowsDeprecated()).isTrue();
        assertThat(policy.canary()).containsExactly("login");
        assertThat(policy.order()).containsExactly("login", "gpu");
        assertThat(policy.batch()).contains("10%");
        assertThat(policy.rollbackBatch()).contains("4");
        assertThat(policy.waitSeconds()).isEqualTo(600);
        assertThat(policy.alarms("train-a")).containsExactly("xid-train-a");
    }

    @ParameterizedTest
    @CsvSource({"10%,64,6", "10%,3,1", "0%,64,1", "2,64,2", "0,64,0"})
    void allowsBrokenNodesByShareOrNumber(String limit, long nodes, long allowed) {
        assertThat(policy("{\"limits\": {\"brokenNodes\": \"%s\"}}".formatted(limit))
                        .brokenNodes(nodes))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "system,InService,true",
        "gpu,Failed,true",
        "gpu,Creating,true",
        "gpu,Degraded,false",
        "gpu,InService,false"
    })
    void leavesOutByNameAndByStatus(String group, String status, boolean out) {
        PolicyView policy = policy("{\"rollout\": {\"leaveOut\": [\"system\"], \"onUnready\": \"leaveOut\"}}");

        assertThat(policy.leavesOut(group, status)).isEqualTo(out);
    }

    private static PolicyView policy(String json) {
        return new PolicyView(Left.json(json));
    }
}
