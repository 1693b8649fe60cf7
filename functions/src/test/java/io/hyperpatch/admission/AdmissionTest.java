package io.hyperpatch.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.RestrictedGroup;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.hyperpod.Orchestrator;
import io.hyperpatch.image.Image;
import io.hyperpatch.image.ImageAge;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.ImageRules;
import io.hyperpatch.policy.ImageTrack;
import io.hyperpatch.policy.Limits;
import io.hyperpatch.policy.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionTest {

    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final String AMI = "ami-0abcdef1234567890";
    private static final String OTHER = "ami-0fedcba9876543210";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final String IMAGE_BUILDER = "arn:aws:imagebuilder:us-west-2:111122223333:image/";

    private static final Cluster A = cluster("train-a", "aaaaaaaaaaaa", List.of());
    private static final Cluster B =
            cluster("train-b", "bbbbbbbbbbbb", List.of(new RestrictedGroup("forge", "ml.p5.48xlarge", "InService", 8)));

    private static final ImageTrack SSM = new ImageTrack.SsmParameter("/golden/ami");
    private static final ImageTrack BUILT = new ImageTrack.ImageBuilderImage(IMAGE_BUILDER + "eks/1.x.x");
    private static final ImageTrack SEARCH = new ImageTrack.AmiSearch("eks-*", Map.of());
    private static final ImageTrack FIXED = new ImageTrack.FixedAmi(AMI);
    private static final ImageTrack BY_ARCHITECTURE =
            new ImageTrack.ByArchitecture(new TreeMap<>(Map.of("x86_64", SSM, "arm64", BUILT)));
    private static final ImageTrack LATEST = new ImageTrack.HyperPodLatest();

    private static final Trigger RELEASED = new Trigger.ImageReleased(AMI, "available");
    private static final Trigger DUE = new Trigger.ScheduleDue(TODAY);

    private static Cluster cluster(String name, String id, List<RestrictedGroup> restricted) {
        return new Cluster(
                ClusterArn.of("arn:aws:sagemaker:us-west-2:111122223333:cluster/" + id),
                name,
                "InService",
                Optional.empty(),
                Orchestrator.EKS,
                Optional.empty(),
                List.of(group("system"), group("gpu")),
                restricted);
    }

    private static InstanceGroup group(String name) {
        return new InstanceGroup(
                name,
                "ml.p5.48xlarge",
                "InService",
                1,
                1,
                Optional.empty(),
                ShownImage.NONE,
                ShownImage.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                false);
    }

    private static FleetPolicy policy(ImageTrack track, Duration minimumAge) {
        return new FleetPolicy(
                "fleet",
                FleetPolicy.Mode.ACT,
                new ClusterSelection.ByName(List.of("train-a", "train-b")),
                new ImageRules(track, List.of("self"), minimumAge, false),
                Rollout.DEFAULT,
                Limits.DEFAULT,
                Optional.empty());
    }

    private static Tracked.Ami image(Instant created) {
        return new Tracked.Ami(
                new Pin.Exact(AMI),
                Optional.of(new Image(
                        AMI,
                        "eks-1",
                        "available",
                        Optional.empty(),
                        "111122223333",
                        Optional.empty(),
                        "x86_64",
                        "ebs",
                        "hvm",
                        List.of(),
                        Optional.of(created),
                        Optional.empty())));
    }

    private static Admission.Facts facts(Tracked tracked) {
        return facts(tracked, Map.of());
    }

    private static Admission.Facts facts(Tracked tracked, Map<String, GroupImage> ofEachCluster) {
        return new Admission.Facts(
                tracked,
                new FoundClusters(List.of(A, B), List.of()),
                ofEachCluster.isEmpty() ? Map.of() : Map.of(A.arn(), ofEachCluster, B.arn(), ofEachCluster),
                NOW);
    }

    private static Decision decide(ImageTrack track, Trigger trigger, Tracked tracked) {
        return Admission.decide(policy(track, Duration.ZERO), trigger, facts(tracked));
    }

    static Stream<Arguments> prompts() {
        return Stream.of(
                Arguments.of(SSM, RELEASED),
                Arguments.of(BUILT, RELEASED),
                Arguments.of(SEARCH, RELEASED),
                Arguments.of(FIXED, RELEASED),
                Arguments.of(SSM, new Trigger.ParameterChanged("/golden/ami", "Update", Optional.empty())),
                Arguments.of(SSM, new Trigger.ParameterChanged("/golden/ami", "Create", Optional.empty())),
                Arguments.of(SSM, new Trigger.ParameterChanged("/golden/ami", "Whatever", Optional.empty())),
                Arguments.of(BUILT, new Trigger.ImageBuilt(IMAGE_BUILDER + "eks/1.4.0/2", "AVAILABLE")),
                Arguments.of(BY_ARCHITECTURE, RELEASED),
                Arguments.of(BY_ARCHITECTURE, new Trigger.ImageBuilt(IMAGE_BUILDER + "eks/1.4.0/2", "AVAILABLE")),
                Arguments.of(BY_ARCHITECTURE, param("/golden/ami", "Update")),
                Arguments.of(SSM, DUE),
                Arguments.of(LATEST, DUE),
                Arguments.of(LATEST, asked(false)));
    }

    private static Trigger.OperatorAsked asked(boolean release, String... clusters) {
        return new Trigger.OperatorAsked("start", List.of(clusters), "a CVE", "dana", release, TODAY);
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void looksWhenTheEventMayBeAboutWhatThePolicyTracks(ImageTrack track, Trigger trigger) {
        assertThat(Admission.consider(policy(track, Duration.ZERO), trigger)).isInstanceOf(Relevance.Look.class);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(SSM, new Trigger.ImageReleased(AMI, "failed"), "not available"),
                Arguments.of(SSM, new Trigger.ImageReleased(AMI, "disabled"), "not available"),
                Arguments.of(FIXED, new Trigger.ImageReleased(OTHER, "available"), "tracks " + AMI),
                Arguments.of(LATEST, RELEASED, "tracks HyperPod's latest image"),
                Arguments.of(SSM, param("/golden/other", "Update"), "tracks the parameter /golden/ami"),
                Arguments.of(SSM, param("/golden/ami", "Delete"), "brings no new image"),
                Arguments.of(
                        SSM,
                        new Trigger.ParameterChanged("/golden/ami", "Create", Optional.of("Unable")),
                        "brings no new image"),
                Arguments.of(FIXED, param("/golden/ami", "Update"), "tracks " + AMI),
                Arguments.of(BY_ARCHITECTURE, param("/golden/other", "Update"), "tracks the Image Builder image"),
                Arguments.of(BUILT, new Trigger.ImageBuilt(IMAGE_BUILDER + "eks/1.4.0/2", "TESTING"), "not AVAILABLE"),
                Arguments.of(BUILT, new Trigger.ImageBuilt(IMAGE_BUILDER + "eks2/1.4.0/2", "AVAILABLE"), "tracks"),
                Arguments.of(BUILT, new Trigger.ImageBuilt(IMAGE_BUILDER + "eks/2.4.0/2", "AVAILABLE"), "tracks"),
                Arguments.of(BUILT, new Trigger.ImageBuilt(IMAGE_BUILDER + "eks/11.4.0/2", "AVAILABLE"), "tracks"),
                Arguments.of(SSM, new Trigger.ImageBuilt(IMAGE_BUILDER + "eks/1.4.0/2", "AVAILABLE"), "tracks"),
                Arguments.of(
                        SSM,
                        new Trigger.AlarmChanged("gpu-xid", "ALARM", Optional.empty(), "", "", false),
                        "starts nothing on alarms"));
    }

    private static Trigger param(String name, String operation) {
        return new Trigger.ParameterChanged(name, operation, Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("others")
    void endsQuietlyWhenTheEventIsAboutSomethingElse(ImageTrack track, Trigger trigger, String why) {
        assertThat(Admission.consider(policy(track, Duration.ZERO), trigger))
                .isInstanceOfSatisfying(Relevance.Quiet.class, quiet -> assertThat(quiet.reason())
                        .contains(why));
    }

    @Test
    void endsQuietlyWhenAnotherImageIsReleasedThanTheTrackedOne() {
        assertThat(decide(SSM, new Trigger.ImageReleased(OTHER, "available"), image(NOW)))
                .isEqualTo(
                        new Decision.Quiet("AMI " + OTHER + " is available; the parameter /golden/ami holds " + AMI));
    }

    @Test
    void endsQuietlyWhileTheImageIsBeingBuilt() {
        assertThat(decide(BUILT, DUE, new Tracked.NotYet("it is TESTING")))
                .isEqualTo(new Decision.Quiet("it is TESTING"));
    }

    @Test
    void refusesLoudlyWhenThePolicyTracksNothing() {
        assertThat(decide(SSM, DUE, new Tracked.Nothing("the parameter is gone")))
                .isEqualTo(new Decision.Refused("the parameter is gone"));
    }

    @Test
    void pinsWhatThePolicyTracksForEachGroupOfEachCluster() {
        assertThat(decide(SSM, RELEASED, image(NOW))).isInstanceOfSatisfying(Decision.Admitted.class, admitted -> {
            assertThat(admitted.clusters())
                    .extracting(decision -> decision.cluster().name())
                    .containsExactly("train-a", "train-b");
            assertThat(admitted.clusters()).allSatisfy(decision -> {
                assertThat(decision).isInstanceOf(ClusterDecision.Go.class);
                assertThat(decision.pins()).isEqualTo(Map.of("system", Pin.of(AMI), "gpu", Pin.of(AMI)));
            });
            assertThat(admitted.clusters().getLast().reason()).contains("restricted", "forge");
        });
    }

    @Test
    void pinsWhatWasFoundForEachGroupAndNamesTheRunAfterItsIdentity() {
        var images = Map.<String, GroupImage>of(
                "system", pinned("1.3.2", new ImageAge.Installed()),
                "gpu", pinned("default:2026-11-21T00:00:00Z", new ImageAge.NotKnowable("it shows nothing")));

        assertThat(Admission.decide(policy(LATEST, Duration.ZERO), DUE, facts(new Tracked.HyperPodLatest(), images)))
                .isInstanceOfSatisfying(Decision.Admitted.class, admitted -> assertThat(admitted.clusters())
                        .allSatisfy(decision -> {
                            assertThat(decision).isInstanceOf(ClusterDecision.Go.class);
                            assertThat(decision.pins())
                                    .isEqualTo(Map.of(
                                            "system",
                                            new Pin.Release("1.3.2"),
                                            "gpu",
                                            new Pin.Newest(Optional.of("2026-11-21T00:00:00Z"))));
                        }));
    }

    private static GroupImage.Pinned pinned(String identity, ImageAge age) {
        return new GroupImage.Pinned(Pin.of(identity), Optional.of(age), "because of " + identity);
    }

    @Test
    void refusesAMinimumAgeWhereNobodyCanTellTheAge() {
        var images = Map.<String, GroupImage>of(
                "system", pinned("1.3.2", new ImageAge.Installed()),
                "gpu", pinned("default:x", new ImageAge.NotKnowable("it shows nothing")));

        assertThat(decided(Duration.ofDays(3), images))
                .allSatisfy(decision -> assertThat(decision).isInstanceOf(ClusterDecision.Refused.class))
                .allSatisfy(decision -> assertThat(decision.reason())
                        .startsWith("gpu: it shows nothing, so nothing tells")
                        .contains("remove /image/minimumAge"));
        assertThat(decided(Duration.ZERO, images)).allMatch(ClusterDecision.Go.class::isInstance);
    }

    @Test
    void waitsUntilTheYoungestOfTheGroupsImagesIsOldEnough() {
        var images = Map.<String, GroupImage>of(
                "system", pinned("1.3.2", new ImageAge.Since("1.3.2", NOW.minusSeconds(60), "was first seen at")),
                "gpu", pinned(AMI, new ImageAge.Since(AMI, NOW.minusSeconds(3600), "was created at")));

        assertThat(decided(Duration.ofDays(3), images)).allSatisfy(decision -> assertThat(decision)
                .isInstanceOfSatisfying(ClusterDecision.Deferred.class, deferred -> {
                    assertThat(deferred.until()).isEqualTo(NOW.minusSeconds(60).plus(Duration.ofDays(3)));
                    assertThat(deferred.reason()).contains("1.3.2 was first seen at", AMI + " was created at");
                }));
    }

    @Test
    void refusesAClusterWithAGroupForWhichNothingIsTracked() {
        var images = Map.<String, GroupImage>of(
                "system", pinned(AMI, new ImageAge.Installed()), "gpu", new GroupImage.Unfit("add /image/track/arm64"));

        assertThat(decided(Duration.ZERO, images))
                .allSatisfy(decision -> assertThat(decision).isInstanceOf(ClusterDecision.Refused.class))
                .allSatisfy(decision -> assertThat(decision.reason()).isEqualTo("add /image/track/arm64"));
    }

    @Test
    void judgesNoImageOfAGroupThatThePolicyLeavesOut() {
        var stored = (ObjectNode) policy(LATEST, Duration.ofDays(3)).toJson();
        stored.withObject("/rollout").putArray("leaveOut").add("gpu");
        var leavingOut = FleetPolicy.fromJson(stored);

        for (GroupImage unjudged : List.of(
                new GroupImage.Unfit("add /image/track/arm64"),
                pinned("default:x", new ImageAge.NotKnowable("it shows nothing")))) {
            var images = Map.of("system", pinned(AMI, new ImageAge.Installed()), "gpu", unjudged);
            var decision = Admission.decide(leavingOut, DUE, facts(new Tracked.HyperPodLatest(), images));

            assertThat(((Decision.Admitted) decision).clusters())
                    .allSatisfy(cluster -> assertThat(cluster).isInstanceOf(ClusterDecision.Go.class))
                    .allSatisfy(cluster -> assertThat(cluster.reason()).doesNotContain("arm64"));
        }
    }

    private static List<ClusterDecision> decided(Duration minimumAge, Map<String, GroupImage> images) {
        var decision = Admission.decide(policy(LATEST, minimumAge), DUE, facts(new Tracked.HyperPodLatest(), images));
        return ((Decision.Admitted) decision).clusters();
    }

    @Test
    void takesAnEventAboutTheImageOfOneArchitectureForAnEventOfTheWhole() {
        var both = new Tracked.ByArchitecture(
                new TreeMap<>(
                        Map.of("x86_64", image(NOW), "arm64", new Tracked.Ami(new Pin.Exact(OTHER), Optional.empty()))),
                "/image/track");
        var policy = policy(BY_ARCHITECTURE, Duration.ZERO);

        assertThat(Admission.consider(policy, new Trigger.ImageReleased(OTHER, "available"), both))
                .isInstanceOf(Relevance.Look.class);
        assertThat(Admission.consider(policy, new Trigger.ImageReleased("ami-00000000000000009", "available"), both))
                .isInstanceOfSatisfying(Relevance.Quiet.class, quiet -> assertThat(quiet.reason())
                        .contains(AMI, OTHER));
    }

    @Test
    void waitsForTheImageOfEachArchitecture() {
        var one = new Tracked.ByArchitecture(
                new TreeMap<>(Map.of("x86_64", image(NOW), "arm64", new Tracked.NotYet("it is BUILDING"))),
                "/image/track");

        assertThat(decide(BY_ARCHITECTURE, DUE, one)).isEqualTo(new Decision.Quiet("it is BUILDING"));
    }

    @ParameterizedTest
    @CsvSource({"PT72H,Deferred", "PT71H59M59S,Go", "PT0S,Go"})
    void defersAnImageThatIsYoungerThanThePolicyWants(Duration minimumAge, String kind) {
        var created = NOW.minus(Duration.ofHours(72)).plusSeconds(1);

        var decision = Admission.decide(policy(SSM, minimumAge), RELEASED, facts(image(created)));

        assertThat(decision).isInstanceOfSatisfying(Decision.Admitted.class, admitted -> assertThat(admitted.clusters())
                .allSatisfy(each -> assertThat(each.getClass().getSimpleName()).isEqualTo(kind)));
        if (kind.equals("Deferred")) {
            assertThat(((Decision.Admitted) decision).clusters().getFirst())
                    .extracting(each -> ((ClusterDecision.Deferred) each).until())
                    .isEqualTo(created.plus(minimumAge));
        }
    }

    @Test
    void leavesAnImageThatEc2DoesNotShowToTheValidationOfTheRun() {
        var decision = Admission.decide(
                policy(SSM, Duration.ofDays(3)), DUE, facts(new Tracked.Ami(new Pin.Exact(AMI), Optional.empty())));

        assertThat(((Decision.Admitted) decision).clusters()).allMatch(each -> each instanceof ClusterDecision.Go);
    }

    @Test
    void beginsNothingAnywhereWhenOneNameIsUnknown() {
        var facts = new Admission.Facts(image(NOW), new FoundClusters(List.of(A), List.of("train-b")), Map.of(), NOW);

        assertThat(Admission.decide(policy(SSM, Duration.ZERO), DUE, facts))
                .isInstanceOfSatisfying(Decision.Refused.class, refused -> assertThat(refused.reason())
                        .contains("train-b", "/clusters/names"));
    }

    private static Decision withUnreadable(Trigger trigger, List<Cluster> readable) {
        var found = new FoundClusters(
                readable, List.of(), List.of(new FoundClusters.Unreadable("train-c", "not authorized")));
        return Admission.decide(
                policy(SSM, Duration.ZERO), trigger, new Admission.Facts(image(NOW), found, Map.of(), NOW));
    }

    @Test
    void goesOnWithTheOthersAndNamesAClusterThatCannotBeRead() {
        assertThat(withUnreadable(DUE, List.of(A, B))).isInstanceOfSatisfying(Decision.Admitted.class, admitted -> {
            assertThat(admitted.clusters()).hasSize(2);
            assertThat(admitted.unreadable()).extracting(Object::toString).containsExactly("train-c (not authorized)");
        });
    }

    @Test
    void namesNoClusterThatCannotBeReadWhereTheOperatorAsksForAnother() {
        assertThat(withUnreadable(asked(false, "train-b"), List.of(A, B)))
                .isInstanceOfSatisfying(Decision.Admitted.class, admitted -> assertThat(admitted.unreadable())
                        .isEmpty());
    }

    @Test
    void refusesLoudlyWhenNoClusterCanBeReadThatIsAskedFor() {
        assertThat(withUnreadable(DUE, List.of()))
                .isInstanceOfSatisfying(Decision.Refused.class, refused -> assertThat(refused.reason())
                        .contains("train-c", "not authorized"));
        assertThat(withUnreadable(asked(false, "train-c"), List.of(A)))
                .isInstanceOfSatisfying(Decision.Refused.class, refused -> assertThat(refused.reason())
                        .contains("train-c", "not authorized"));
    }

    @Test
    void refusesLoudlyWhenNoClusterIsSelected() {
        var facts = new Admission.Facts(image(NOW), new FoundClusters(List.of(), List.of()), Map.of(), NOW);

        assertThat(Admission.decide(policy(SSM, Duration.ZERO), DUE, facts)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void goesOnlyToTheClustersThatTheOperatorNames() {
        assertThat(decide(SSM, asked(false, "train-b"), image(NOW)))
                .isInstanceOfSatisfying(Decision.Admitted.class, admitted -> assertThat(admitted.clusters())
                        .singleElement()
                        .extracting(each -> each.cluster().name())
                        .isEqualTo("train-b"));
        assertThat(decide(SSM, asked(false, "train-b", "train-z"), image(NOW)))
                .isInstanceOfSatisfying(Decision.Refused.class, refused -> assertThat(refused.reason())
                        .contains("train-z", "train-a, train-b"));
    }
}
