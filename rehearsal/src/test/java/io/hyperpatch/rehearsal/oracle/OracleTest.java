package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OracleTest {

    @Test
    void findsNothingWrongWithARunWithoutAFlaw() {
        assertThat(Oracle.judgeAtRest(Left.verified().evidence())).allSatisfy(invariant -> {
            assertThat(invariant.broken()).as(invariant.name()).isEmpty();
            assertThat(invariant.checks()).as(invariant.name()).isPositive();
        });
    }

    @Test
    void looksAtRestForMoreThanBefore() {
        Evidence evidence = Left.verified().evidence();

        assertThat(Oracle.judgeAtRest(evidence))
                .containsAll(Oracle.judge(evidence))
                .hasSizeGreaterThan(Oracle.judge(evidence).size());
    }
}
