package io.hyperpatch.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlookTest {
    private static final String OLD = "ami-00000000000000001";

    private static String undo(ClusterFixture cluster) {
        Step step = new Step(1, Step.Phase.REST, Pin.Newest.UNRESOLVED, List.of("canary", "gpu"));
        return Outlook.of(List.of(step), cluster.cluster(), DeploymentConfig.NONE, List.of(), List.of())
                .undo();
    }

    @Test
    void promisesToBringBackWhatIsShown() {
        assertThat(undo(new ClusterFixture()))
                .contains("brings it back: canary ran " + OLD + ", gpu ran " + OLD + ".")
                .doesNotContain("not known");
    }

    @Test
    void aReleaseVersionCanBeAskedForAgain() {
        ClusterFixture cluster = new ClusterFixture().group("gpu", group -> group.put("CurrentImageId", "default")
                .put("CurrentImageReleaseVersion", "1.0.3"));

        assertThat(undo(cluster)).contains("gpu ran 1.0.3");
    }

    /** The text stands there before and after an update: to ask for it again would bring the newest image, not the old one. */
    @Test
    void theTextDefaultBringsNothingBack() {
        ClusterFixture cluster = new ClusterFixture().group("gpu", group -> group.put("CurrentImageId", "default"));

        assertThat(undo(cluster))
                .contains("canary ran " + OLD + ".", "The previous image of gpu is not known")
                .doesNotContain("default");
    }

    @Test
    void promisesNothingWhereNothingIsShown() {
        ClusterFixture cluster = new ClusterFixture()
                .group("gpu", group -> group.remove("CurrentImageId"))
                .group("canary", group -> group.remove("CurrentImageId"));

        assertThat(undo(cluster))
                .contains("The previous image of canary, gpu is not known")
                .doesNotContain("brings it back:");
    }
}
