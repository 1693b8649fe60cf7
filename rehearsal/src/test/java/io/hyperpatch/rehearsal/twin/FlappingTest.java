package io.hyperpatch.rehearsal.twin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlappingTest {

    private static final String SHAPE = "imagesShown: DEFAULT";

    @Test
    void showsAWrongStatusInAboutTwoOfTwentyReadings() {
        Rehearsed rehearsed = Rehearsed.eks("{unknowns: {" + SHAPE + ", versionStatusFlaps: true}}");

        List<Set<String>> readings = IntStream.range(0, 1000)
                .mapToObj(i -> statuses(rehearsed.describe()))
                .toList();

        assertThat(readings).containsOnly(Set.of("UpdateAvailable"), Set.of("UpToDate"));
        assertThat(readings.stream().filter(Set.of("UpToDate")::equals).count()).isBetween(70L, 130L);
    }

    @Test
    void neverShowsAWrongOneWithoutTheSwitch() {
        Rehearsed rehearsed = Rehearsed.eks("{unknowns: {" + SHAPE + "}}");

        assertThat(IntStream.range(0, 100).mapToObj(i -> statuses(rehearsed.describe())))
                .containsOnly(Set.of("UpdateAvailable"));
    }

    @Test
    void showsTheWorstStatusOfItsGroupsForACluster() {
        Rehearsed rehearsed = Rehearsed.eks("{unknowns: {" + SHAPE + "}}");
        rehearsed.update("canary", "ImageId: default");
        rehearsed.untilNothingIsInEffect();
        assertThat(listed(rehearsed)).isEqualTo("UpdateAvailable");

        rehearsed.update("system,gpu", "ImageId: default");
        rehearsed.untilNothingIsInEffect();

        assertThat(listed(rehearsed)).isEqualTo("UpToDate");
    }

    private static String listed(Rehearsed rehearsed) {
        return rehearsed
                .call("ListClusters", "{}")
                .at("/ClusterSummaries/0/ImageVersionStatus")
                .asText();
    }

    private static Set<String> statuses(JsonNode describe) {
        return Set.copyOf(describe.path("InstanceGroups").findValuesAsText("ImageVersionStatus"));
    }
}
