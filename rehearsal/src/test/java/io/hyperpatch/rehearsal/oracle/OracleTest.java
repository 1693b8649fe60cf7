package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OracleTest {

    @Test
    void findsNothingWrongWithARunWithoutAFlaw() {
        assertThat(Oracle.judge(Left.verified().evidence())).allSatisfy(invariant -> {
            assertThat(invariant.broken()).as(invariant.name()).isEmpty();
            assertThat(invariant.checks()).as(invariant.name()).isPositive();
        });
    }
}
