package io.hyperpatch.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.run.RunName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireNameTest {
    private static final Installation OURS = Installation.ofTable("HyperpatchState-Table");
    private static final IntentId INTENT = new IntentId(RunName.of("train-a-0123456789ab-1"), 2, 3);

    @Test
    void carriesTheMarkOfTheInstallationWhoseTableItIs() {
        String name = OURS.wire(INTENT).toString();

        assertThat(name).matches("hyperpatch-[0-9a-f]{8}\\.train-a-0123456789ab-1-s2-i3");
        assertThat(name)
                .isNotEqualTo(Installation.ofTable("Another-Table").wire(INTENT).toString());
        assertThat(Installation.ofTable("hyperpatch").mark()).isEqualTo("02e4250e");
    }

    @Test
    void isReadBackAsItWasWritten() {
        assertThat(WireName.parse(OURS.wire(INTENT).toString())).contains(OURS.wire(INTENT));
        assertThat(WireName.parse("hyperpatch-train-a-0123456789ab-1-s2-i3"))
                .contains(new WireName(Optional.empty(), INTENT));
    }

    @Test
    void ofAVersionThatMarkedNoneIsNobodyElses() {
        assertThat(new WireName(Optional.empty(), INTENT).isOfAnotherThan(OURS)).isFalse();
        assertThat(OURS.wire(INTENT).isOfAnotherThan(OURS)).isFalse();
        assertThat(OURS.wire(INTENT).isOfAnotherThan(new Installation("00000000")))
                .isTrue();
    }

    @Test
    void isNotTakenForMarkedWhereTheClusterIsNamedLikeAMark() {
        IntentId hex = new IntentId(RunName.of("0badcafe-0123456789ab-1"), 1, 1);

        assertThat(WireName.parse("hyperpatch-0badcafe-0123456789ab-1-s1-i1"))
                .contains(new WireName(Optional.empty(), hex));
    }

    @Test
    void fitsWhatCloudWatchAndSageMakerTakeWhateverTheClusterIsCalled() {
        RunName longest = RunName.of("a".repeat(40) + "-0123456789ab-999999");

        assertThat(OURS.wire(new IntentId(longest, 999_999, 999_999)).toString())
                .hasSizeLessThan(255);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hyperpatch-of-somebody-else",
                "hyperpatch-0badcafe.of-somebody-else",
                "hyperpatch-0BADCAFE.train-a-0123456789ab-1-s1-i1",
                "hyperpatch-0badcaf.train-a-0123456789ab-1-s1-i1",
                "hyperpatch-0badcafe.0badcafe.train-a-0123456789ab-1-s1-i1",
                "hyperpatch-0badcafe.train-a-0123456789ab-1-s0-i1",
                "gpu-xid-train-a"
            })
    void isNoOtherAlarms(String alarm) {
        assertThat(WireName.parse(alarm)).isEmpty();
    }

    @Test
    void hasAMarkOfEightHexDigits() {
        assertThatThrownBy(() -> new Installation("hyperpat")).hasMessageContaining("8 hex digits");
    }
}
