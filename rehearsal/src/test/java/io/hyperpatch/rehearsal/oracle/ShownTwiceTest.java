package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A call for the groups gpu and cpu, a minute after the start. */
class ShownTwiceTest {
    private static final String SHORT = """
            {"InstanceGroups": [{"InstanceGroupName": "gpu", "CurrentCount": 3, "TargetCount": 4}]}""";
    private static final String ODD = """
            {"InstanceGroups": [{"InstanceGroupName": "sys", "SoftwareUpdateStatus": "CompletedWithNotices"}]}""";
    private static final int DAY = 24 * 60;

    private final Left left = Left.verified();

    @Test
    void noticesAShortageThatWasShownOnce() {
        shown(0, SHORT);

        assertThat(wrong(SHORT)).hasValueSatisfying(wrong -> assertThat(wrong).contains("its counts 3/4"));
    }

    @Test
    void acceptsAShortageThatWasShownAQuarterOfAnHourBefore() {
        shown(-15, SHORT);

        assertThat(wrong(SHORT)).isEmpty();
    }

    @Test
    void takesOtherCountsForAScaling() {
        shown(-15, SHORT.replace("3", "2"));

        assertThat(wrong(SHORT)).isPresent();
    }

    @Test
    void noticesAStatusThatNobodyKnowsInAnyGroup() {
        shown(-60, ODD);

        assertThat(wrong(ODD)).hasValueSatisfying(wrong -> assertThat(wrong).contains("for a day"));
    }

    @Test
    void acceptsAStatusThatHasStoodForADay() {
        shown(-DAY, ODD);

        assertThat(wrong(ODD)).isEmpty();
    }

    private void shown(int minutes, String cluster) {
        left.read("CheckReadiness", "sagemaker:DescribeCluster", minutes, cluster);
    }

    private Optional<String> wrong(String cluster) {
        return ShownTwice.wrong(left.evidence(), left.calls.getFirst(), Left.json(cluster));
    }
}
