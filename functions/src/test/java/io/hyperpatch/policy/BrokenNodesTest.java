package io.hyperpatch.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenNodesTest {
    @ParameterizedTest
    @CsvSource({"64, 6", "19, 1", "20, 2", "2, 1", "0, 1"})
    void allowsOneNodeInTenAndAtLeastOne(int nodes, int broken) {
        assertThat(BrokenNodes.DEFAULT.of(nodes)).isEqualTo(broken);
    }

    @Test
    void allowsANumberWhateverTheSizeOfTheGroup() {
        assertThat(new BrokenNodes(0, false).of(64)).isZero();
        assertThat(new BrokenNodes(3, false).of(2)).isEqualTo(3);
    }

    @Test
    void isNoShareOfMoreThanAll() {
        assertThatThrownBy(() -> new BrokenNodes(101, true)).hasMessageContaining("101");
        assertThatThrownBy(() -> new BrokenNodes(-1, false)).hasMessageContaining("-1");
    }
}
