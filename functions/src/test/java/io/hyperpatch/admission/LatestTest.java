package io.hyperpatch.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.image.Image;
import io.hyperpatch.image.ImageAge;
import io.hyperpatch.image.ImageFamily;
import io.hyperpatch.image.ReleaseVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatestTest {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
    private static final String FAMILY = "HyperPod EKS 1.32 x86_64 AMI Amazon Linux 2023 ";
    private static final String RUNS = "ami-0aaaaaaaaaaaaaaa1";
    private static final String NEWER = "ami-0aaaaaaaaaaaaaaa2";

    private final Told told = new Told();

    /** The answers that AWS and the store would give. */
    private static final class Told implements Latest.Readings {
        private Optional<String> status = Optional.empty();
        private List<ReleaseVersion> versions = List.of();
        private final Map<String, Image> images = new HashMap<>();
        private final List<Image> publicImages = new ArrayList<>();
        private List<String> parameters = List.of();

        @Override
        public Optional<String> versionStatus(InstanceGroup group) {
            return status;
        }

        @Override
        public Collection<ReleaseVersion> versions() {
            return versions;
        }

        @Override
        public Instant firstSeen(ReleaseVersion version) {
            return NOW.minus(Duration.ofDays(2));
        }

        @Override
        public Optional<Image> image(String id) {
            return Optional.ofNullable(images.get(id));
        }

        @Override
        public List<Image> family(ImageFamily family) {
            return publicImages.stream()
                    .filter(image -> image.name().startsWith(family.prefix()))
                    .toList();
        }

        @Override
        public Collection<String> publicParameters(InstanceGroup group) {
            return parameters;
        }

        @Override
        public String standingIdentity(InstanceGroup group) {
            return "2026-11-20T06:00:00Z";
        }
    }

    private GroupImage.Pinned latest(Consumer<ObjectNode> change) {
        InstanceGroup gpu = new ClusterFixture()
                .group("gpu", group -> group.remove("CurrentImageId"))
                .group("gpu", change)
                .cluster()
                .group("gpu")
                .orElseThrow();
        return new Latest(told, false, NOW).of(gpu);
    }

    private GroupImage.Pinned showingVersion(String version) {
        return latest(group -> group.put("CurrentImageId", "default").put("CurrentImageReleaseVersion", version));
    }

    private void versions(String... shown) {
        told.versions = List.of(shown).stream()
                .map(version -> ReleaseVersion.of(version).orElseThrow())
                .toList();
    }

    @Test
    void namesTheNewestVersionOfTheSameMajorThatIsShownAnywhere() {
        versions("1.2.9", "1.10.0", "2.0.0", "1.9.99");

        GroupImage.Pinned pinned = showingVersion("1.2.3");

        assertThat(pinned.pin()).isEqualTo(new Pin.Release("1.10.0"));
        assertThat(pinned.age())
                .contains(new ImageAge.Since(
                        "release version 1.10.0", NOW.minus(Duration.ofDays(2)), "was first seen at"));
    }

    @Test
    void keepsTheVersionThatTheServiceCallsUpToDateWhateverOtherGroupsShow() {
        versions("1.2.9");
        told.status = Optional.of("UpToDate");

        GroupImage.Pinned pinned = showingVersion("1.2.3");

        assertThat(pinned.pin()).isEqualTo(new Pin.Release("1.2.3"));
        assertThat(pinned.age()).contains(new ImageAge.Installed());
    }

    @Test
    void finishesAnUpdateThatTheGroupIsHalfwayThrough() {
        told.status = Optional.of("UpToDate");

        assertThat(latest(group -> group.put("CurrentImageReleaseVersion", "1.2.3")
                                .put("DesiredImageReleaseVersion", "1.2.4"))
                        .pin())
                .isEqualTo(new Pin.Release("1.2.4"));
    }

    @ParameterizedTest
    @CsvSource({"UpdateAvailable", "SecurityUpdateRequired", "EndOfLife", "SomethingNew"})
    void leavesTheChoiceToTheServiceWhereAnUpdateIsThereAndNothingNamesIt(String status) {
        versions("1.2.3", "1.1.9", "2.0.0");
        told.status = Optional.of(status);

        GroupImage.Pinned pinned = showingVersion("1.2.3");

        assertThat(pinned.pin().text()).isEqualTo("default");
        assertThat(pinned.reason()).contains("1.2.3", "nothing names a newer one");
    }

    @Test
    void takesTheNewestImageOfTheSameNameFamily() {
        runs(RUNS, FAMILY + "2026080407", "x86_64", 90);
        isPublic(NEWER, FAMILY + "2026110107", "x86_64", 20);
        isPublic("ami-0aaaaaaaaaaaaaaa3", FAMILY + "2026100107", "x86_64", 50);
        isPublic("ami-0aaaaaaaaaaaaaaa4", FAMILY + "beta 2026110207", "x86_64", 10);
        isPublic("ami-0aaaaaaaaaaaaaaa5", FAMILY + "2026110207", "arm64", 10);

        GroupImage.Pinned pinned = latest(group -> group.put("CurrentImageId", RUNS));

        assertThat(pinned.pin()).isEqualTo(new Pin.Exact(NEWER));
        assertThat(pinned.age()).contains(new ImageAge.Since(NEWER, NOW.minus(Duration.ofDays(20)), "was created at"));
    }

    @Test
    void neverGoesBackToAnOlderImageOfTheFamily() {
        runs(RUNS, FAMILY + "2026110107", "x86_64", 20);
        isPublic(NEWER, FAMILY + "2026080407", "x86_64", 90);

        GroupImage.Pinned pinned = latest(group -> group.put("CurrentImageId", RUNS));

        assertThat(pinned.pin()).isEqualTo(new Pin.Exact(RUNS));
        assertThat(pinned.age()).contains(new ImageAge.Installed());
    }

    @Test
    void leavesTheChoiceToTheServiceWhereTheNewerImageHasNoIdThatACallCouldName() {
        runs(RUNS, FAMILY + "2026080407", "x86_64", 90);
        isPublic("ami-x", FAMILY + "2026110107", "x86_64", 20);

        assertThat(latest(group -> group.put("CurrentImageId", RUNS)).pin().text())
                .isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource({"my-own-image-2026080407, self", "HyperPod EKS without a stamp, amazon", "HyperPod EKS 1.32, amazon"})
    void leavesTheChoiceToTheServiceWhereTheShownImageLeadsToNoPublicOne(String name, String owner) {
        told.images.put(RUNS, image(RUNS, name, "x86_64", 90, owner));

        GroupImage.Pinned pinned = latest(group -> group.put("CurrentImageId", RUNS));

        assertThat(pinned.pin().text()).isEqualTo("default");
        assertThat(pinned.age()).get().isInstanceOf(ImageAge.NotKnowable.class);
        assertThat(pinned.reason()).contains(RUNS);
    }

    @Test
    void neverTakesTheTextDefaultForAnImage() {
        GroupImage.Pinned pinned =
                latest(group -> group.put("CurrentImageId", "default").put("DesiredImageId", "default"));

        assertThat(pinned.pin().text()).isEqualTo("default");
        assertThat(pinned.reason()).contains("shows neither a release version nor an image");
    }

    @Test
    void letsTheOnePublicParameterThatFitsStandForDefault() {
        told.parameters = List.of(NEWER);

        assertThat(latest(group -> {}).pin().identity()).isEqualTo("default:" + NEWER);
    }

    @Test
    void letsTheTimeStandForDefaultWhereNoParameterOrMoreThanOneFits() {
        assertThat(latest(group -> {}).pin().identity()).isEqualTo("default:2026-11-20T06:00:00Z");

        told.parameters = List.of(RUNS, NEWER);

        assertThat(latest(group -> {}).pin().identity()).isEqualTo("default:2026-11-20T06:00:00Z");
    }

    private void runs(String id, String name, String architecture, int days) {
        told.images.put(id, image(id, name, architecture, days, "amazon"));
        isPublic(id, name, architecture, days);
    }

    private void isPublic(String id, String name, String architecture, int days) {
        told.publicImages.add(image(id, name, architecture, days, "amazon"));
    }

    private static Image image(String id, String name, String architecture, int days, String owner) {
        boolean amazon = owner.equals("amazon");
        return new Image(
                id,
                name,
                "available",
                Optional.empty(),
                amazon ? "602401143452" : "111122223333",
                amazon ? Optional.of("amazon") : Optional.empty(),
                architecture,
                "ebs",
                "hvm",
                List.of(),
                Optional.of(NOW.minus(Duration.ofDays(days))),
                Optional.empty());
    }
}
