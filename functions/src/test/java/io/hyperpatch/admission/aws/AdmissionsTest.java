package io.hyperpatch.admission.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.admission.ClusterDecision;
import io.hyperpatch.admission.ClusterFinder;
import io.hyperpatch.admission.Decision;
import io.hyperpatch.admission.FoundClusters;
import io.hyperpatch.admission.Tracked;
import io.hyperpatch.admission.VersionWatch;
import io.hyperpatch.admission.VersionWatches;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.hyperpod.aws.HyperPod;
import io.hyperpatch.hyperpod.aws.HyperPodFinder;
import io.hyperpatch.hyperpod.aws.PublicImages;
import io.hyperpatch.image.aws.Ec2Images;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.ImageRules;
import io.hyperpatch.policy.ImageTrack;
import io.hyperpatch.policy.Limits;
import io.hyperpatch.policy.PolicyReader;
import io.hyperpatch.policy.Rollout;
import io.hyperpatch.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final String AMI = "ami-0abcdef1234567890";
    private static final String ARN = "arn:aws:imagebuilder:us-west-2:111122223333:image/eks/x.x.x";
    private static final String CLUSTER = "arn:aws:sagemaker:us-west-2:111122223333:cluster/";
    private static final String NOT_FOUND = "{\"__type\":\"ResourceNotFound\",\"message\":\"no such cluster\"}";

    private final CannedAws aws = new CannedAws();

    private ImageTracker tracker() {
        var clients = aws.clients();
        return new ImageTracker(
                clients.ssm(), new BuiltImages(clients.imageBuilder(), "us-west-2"), new Ec2Images(clients.ec2()));
    }

    private GroupImages groups() {
        var images = new Ec2Images(aws.clients().ec2());
        return new GroupImages(
                images, new PublicImages(images, aws.clients().ssm()), new VersionWatches(new InMemoryStore()));
    }

    private ClusterFinder finder() {
        var sagemaker = aws.clients().sagemaker();
        return new HyperPodFinder(sagemaker, new HyperPod(sagemaker));
    }

    private Tracked resolve(ImageTrack track, boolean allowDeprecated) {
        return tracker().resolve(new ImageRules(track, List.of("self", "amazon"), Duration.ZERO, allowDeprecated), NOW);
    }

    private static String images(String... items) {
        return "<DescribeImagesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><imagesSet>"
                + String.join("", items) + "</imagesSet></DescribeImagesResponse>";
    }

    private static String image(String id, String created, String deprecated) {
        return "<item><imageId>" + id + "</imageId><imageState>available</imageState><imageOwnerId>111122223333"
                + "</imageOwnerId><creationDate>" + created + "</creationDate><deprecationTime>" + deprecated
                + "</deprecationTime></item>";
    }

    private static String parameter(String value) {
        return "{\"Parameter\":{\"Name\":\"/golden/ami\",\"Type\":\"String\",\"Value\":\"" + value + "\"}}";
    }

    private static String built(String status, String amis) {
        return "{\"image\":{\"arn\":\"arn:aws:imagebuilder:us-west-2:111122223333:image/eks/1.4.0/1\",\"state\":"
                + "{\"status\":\"" + status + "\"},\"outputResources\":{\"amis\":[" + amis + "]}}}";
    }

    private static String ami(String region, String id, String account) {
        return "{\"region\":\"%s\",\"image\":\"%s\",\"accountId\":\"%s\"}".formatted(region, id, account);
    }

    private static String cluster(String name, String id) {
        return "{\"ClusterArn\":\"" + CLUSTER + id + "\",\"ClusterName\":\"" + name
                + "\",\"ClusterStatus\":\"InService\",\"Orchestrator\":{\"Eks\":{}},\"InstanceGroups\":["
                + "{\"InstanceGroupName\":\"gpu\",\"CurrentCount\":1,\"TargetCount\":1}]}";
    }

    @Test
    void readsTheImageOfAParameter() {
        aws.answer("GetParameter", 200, parameter(AMI + "\\n"))
                .answer("DescribeImages", 200, images(image(AMI, "2026-11-01T00:00:00.000Z", "")));

        assertThat(resolve(new ImageTrack.SsmParameter("/golden/ami"), false))
                .isInstanceOfSatisfying(Tracked.Ami.class, tracked -> {
                    assertThat(tracked.pin().text()).isEqualTo(AMI);
                    assertThat(tracked.image().orElseThrow().creationDate())
                            .contains(Instant.parse("2026-11-01T00:00:00Z"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "default", "ami-0abcdef1234567890,ami-0abcdef1234567891", "AQICAHh=="})
    void findsNothingInAParameterThatHoldsNoImageId(String value) {
        aws.answer("GetParameter", 200, parameter(value));

        assertThat(resolve(new ImageTrack.SsmParameter("/golden/ami"), false))
                .isInstanceOfSatisfying(Tracked.Nothing.class, nothing -> assertThat(nothing.reason())
                        .contains("/golden/ami", "is no AMI id"));
    }

    @Test
    void findsNothingWhereThereIsNoParameter() {
        aws.answer("GetParameter", 400, "{\"__type\":\"ParameterNotFound\"}");

        assertThat(resolve(new ImageTrack.SsmParameter("/golden/ami"), false))
                .isInstanceOfSatisfying(Tracked.Nothing.class, nothing -> assertThat(nothing.reason())
                        .contains("/image/track/ssm"));
    }

    @Test
    void takesTheBuiltImageOfThisRegionAndAccount() {
        aws.answer(
                        "/GetImage",
                        200,
                        built(
                                "AVAILABLE",
                                ami("eu-west-1", "ami-00000000000000001", "111122223333") + ","
                                        + ami("us-west-2", "ami-00000000000000002", "444455556666") + ","
                                        + ami("us-west-2", AMI, "111122223333")))
                .answer("DescribeImages", 200, images());

        assertThat(resolve(new ImageTrack.ImageBuilderImage(ARN), false))
                .isEqualTo(new Tracked.Ami(new Pin.Exact(AMI), Optional.empty()));
        assertThat(aws.asked().getFirst()).contains(ARN);
    }

    @Test
    void findsNothingInABuiltImageThatNamesNoImageId() {
        aws.answer("/GetImage", 200, built("AVAILABLE", ami("us-west-2", "ami-x", "111122223333")));

        assertThat(resolve(new ImageTrack.ImageBuilderImage(ARN), false))
                .isInstanceOfSatisfying(Tracked.Nothing.class, nothing -> assertThat(nothing.reason())
                        .contains("ami-x", "is no AMI id"));
    }

    @ParameterizedTest
    @CsvSource({"BUILDING,NotYet", "DISTRIBUTING,NotYet", "FAILED,Nothing", "CANCELLED,Nothing", "AVAILABLE,Nothing"})
    void tellsAnImageInTheMakingFromOneThatFailed(String status, String kind) {
        aws.answer("/GetImage", 200, built(status, ""));

        assertThat(resolve(new ImageTrack.ImageBuilderImage(ARN), false)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(kind);
    }

    @Test
    void takesTheNewestImageThatIsNotDeprecated() {
        var older = image("ami-00000000000000001", "2026-10-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z");
        var newest = image("ami-00000000000000002", "2026-11-01T00:00:00.000Z", "2026-11-20T00:00:00.000Z");
        aws.answer("DescribeImages", 200, images(older, newest));
        var search = new ImageTrack.AmiSearch("eks-*", Map.of("team", "m*l"));

        assertThat(((Tracked.Ami) resolve(search, false)).pin().text()).isEqualTo("ami-00000000000000001");
        assertThat(((Tracked.Ami) resolve(search, true)).pin().text()).isEqualTo("ami-00000000000000002");
        assertThat(aws.asked().getFirst())
                .contains("Owner.1=self", "Owner.2=amazon", "Filter.1.Value.1=eks-", "tag%3Ateam", "m%5C*l");
    }

    @Test
    void findsNothingWhenNoImageHasTheName() {
        aws.answer("DescribeImages", 200, images());

        assertThat(resolve(new ImageTrack.AmiSearch("eks-*", Map.of()), false)).isInstanceOf(Tracked.Nothing.class);
    }

    @Test
    void findsClustersByNameAndNamesThoseThatDoNotExist() {
        aws.answer("DescribeCluster", 200, cluster("train-a", "aaaaaaaaaaaa"))
                .answer("DescribeCluster", 400, NOT_FOUND);

        var found = finder().find(new ClusterSelection.ByName(List.of("train-a", "train-b")));

        assertThat(found.clusters()).extracting(Cluster::name).containsExactly("train-a");
        assertThat(found.unknown()).containsExactly("train-b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}",
                "{\"__type\":\"ValidationException\",\"message\":\"no name\"}"
            })
    void goesOnWithTheOtherClustersWhereOneMayNotBeRead(String refusal) {
        aws.answer("DescribeCluster", 400, refusal).answer("DescribeCluster", 200, cluster("train-b", "bbbbbbbbbbbb"));

        var found = finder().find(new ClusterSelection.ByName(List.of("train-a", "train-b")));

        assertThat(found.clusters()).extracting(Cluster::name).containsExactly("train-b");
        assertThat(found.unknown()).isEmpty();
        assertThat(found.unreadable())
                .extracting(FoundClusters.Unreadable::name)
                .containsExactly("train-a");
    }

    @Test
    void goesOnWithTheOtherClustersWhereTheAnswerOfOneIsNoCluster() {
        aws.answer("DescribeCluster", 200, "{\"ClusterName\":\"train-a\",\"InstanceGroups\":[]}")
                .answer("DescribeCluster", 200, cluster("train-b", "bbbbbbbbbbbb"));

        var found = finder().find(new ClusterSelection.ByName(List.of("train-a", "train-b")));

        assertThat(found.clusters()).extracting(Cluster::name).containsExactly("train-b");
        assertThat(found.unreadable()).singleElement().satisfies(cluster -> assertThat(cluster.why())
                .contains("ClusterArn"));
    }

    @Test
    void goesOnWithTheOtherClustersWhereTheTagsOfOneMayNotBeRead() {
        var page = "{\"ClusterSummaries\":[{\"ClusterName\":\"train-a\",\"ClusterArn\":\"" + CLUSTER
                + "aaaaaaaaaaaa\"},{\"ClusterName\":\"train-b\",\"ClusterArn\":\"" + CLUSTER + "bbbbbbbbbbbb\"}]}";
        aws.answer("ListClusters", 200, page)
                .answer("ListTags", 400, "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}")
                .answer("ListTags", 200, "{\"Tags\":[{\"Key\":\"patching\",\"Value\":\"gpu\"}]}")
                .answer("DescribeCluster", 200, cluster("train-b", "bbbbbbbbbbbb"));

        var found = finder().find(new ClusterSelection.ByTags(Map.of("patching", "gpu")));

        assertThat(found.clusters()).extracting(Cluster::name).containsExactly("train-b");
        assertThat(found.unreadable())
                .extracting(FoundClusters.Unreadable::name)
                .containsExactly("train-a");
    }

    @Test
    void findsClustersThatCarryAllTagsOnEveryPage() {
        var page = "{\"ClusterSummaries\":[{\"ClusterName\":\"%s\",\"ClusterArn\":\"" + CLUSTER + "%s\"}]%s}";
        var tags = "{\"Tags\":[{\"Key\":\"patching\",\"Value\":\"%s\"},{\"Key\":\"stage\",\"Value\":\"dev\"}]}";
        aws.answer("ListClusters", 200, page.formatted("train-b", "bbbbbbbbbbbb", ",\"NextToken\":\"more\""))
                .answer("ListClusters", 200, page.formatted("train-a", "aaaaaaaaaaaa", ""))
                .answer("ListTags", 200, tags.formatted("other"))
                .answer("ListTags", 200, tags.formatted("fleet"))
                .answer("DescribeCluster", 200, cluster("train-a", "aaaaaaaaaaaa"));

        var found = finder().find(new ClusterSelection.ByTags(Map.of("patching", "fleet", "stage", "dev")));

        assertThat(found.clusters()).extracting(Cluster::name).containsExactly("train-a");
    }

    @Test
    void asksNothingOfAwsForAnEventAboutSomethingElse() {
        var decision = new Admissions(tracker(), finder(), groups())
                .admit(policy(), new Trigger.ImageReleased(AMI, "deregistered"), true, NOW);

        assertThat(decision).isInstanceOf(Decision.Quiet.class);
        assertThat(aws.asked()).isEmpty();
    }

    @Test
    void looksForNoClusterWhenAnotherImageIsReleased() {
        aws.answer("GetParameter", 200, parameter(AMI)).answer("DescribeImages", 200, images());

        var decision = new Admissions(tracker(), finder(), groups())
                .admit(policy(), new Trigger.ImageReleased("ami-0fedcba9876543210", "available"), true, NOW);

        assertThat(decision).isInstanceOf(Decision.Quiet.class);
        assertThat(aws.asked()).hasSize(2);
    }

    @Test
    void admitsTheTrackedImage() {
        aws.answer("GetParameter", 200, parameter(AMI))
                .answer("DescribeImages", 200, images(image(AMI, "2026-11-01T00:00:00.000Z", "")))
                .answer("DescribeCluster", 200, cluster("train-a", "aaaaaaaaaaaa"));

        assertThat(new Admissions(tracker(), finder(), groups())
                        .admit(policy(), new Trigger.ImageReleased(AMI, "available"), true, NOW))
                .isInstanceOfSatisfying(Decision.Admitted.class, admitted -> assertThat(admitted.clusters())
                        .singleElement()
                        .extracting(ClusterDecision::pins)
                        .isEqualTo(Map.of("gpu", new Pin.Exact(AMI))));
    }

    private static FleetPolicy policy() {
        return policy(new ImageTrack.SsmParameter("/golden/ami"));
    }

    private static FleetPolicy policy(ImageTrack track) {
        return new FleetPolicy(
                "fleet",
                FleetPolicy.Mode.ACT,
                new ClusterSelection.ByName(List.of("train-a")),
                new ImageRules(track, List.of("self"), Duration.ZERO, false),
                Rollout.DEFAULT,
                Limits.DEFAULT,
                Optional.empty());
    }

    @Test
    void takesTheNewestImageOfEachArchitectureThatAPatternFinds() {
        aws.answer(
                        "DescribeImages",
                        200,
                        images(
                                built("ami-0aaaaaaaaaaaaaaa1", "2026-11-03T00:00:00.000Z", "x86_64"),
                                built("ami-0aaaaaaaaaaaaaaa2", "2026-11-01T00:00:00.000Z", "arm64"),
                                built("ami-0aaaaaaaaaaaaaaa3", "2026-11-02T00:00:00.000Z", "arm64")))
                .answer("DescribeImages", 200, images());

        assertThat(resolve(new ImageTrack.AmiSearch("eks-*", Map.of()), false))
                .isEqualTo(new Tracked.ByArchitecture(
                        new TreeMap<>(Map.of(
                                "arm64", new Tracked.Ami(new Pin.Exact("ami-0aaaaaaaaaaaaaaa3"), Optional.empty()),
                                "x86_64", new Tracked.Ami(new Pin.Exact("ami-0aaaaaaaaaaaaaaa1"), Optional.empty()))),
                        "/image/track/ami"));
    }

    private static String built(String id, String created, String architecture) {
        return image(id, created, "").replace("</item>", "<architecture>" + architecture + "</architecture></item>");
    }

    @Test
    void looksAgainWhileAStatusMayBeFlappingAndGoesOnWhenThereIsNoTimeLeft() {
        var store = new InMemoryStore();
        for (int i = 0; i < VersionWatch.ENOUGH; i++) {
            aws.answer("DescribeCluster", 200, managed("UpToDate"));
        }
        aws.answer("DescribeCluster", 200, managed("UpdateAvailable"))
                .answer("GetParametersByPath", 200, "{\"Parameters\":[]}")
                .answer("DescribeInstanceTypes", 200, types("x86_64"));

        for (int i = 1; i < VersionWatch.ENOUGH; i++) {
            assertThat(latest(store, true, NOW.minusSeconds(600 - 60 * i)))
                    .isInstanceOfSatisfying(Decision.LookAgain.class, again -> assertThat(again.reason())
                            .contains("group gpu of train-a shows UpToDate, nothing before"));
        }
        assertThat(latest(store, true, NOW)).isInstanceOf(Decision.Admitted.class);
        assertThat(latest(store, true, NOW.plusSeconds(60)))
                .isInstanceOfSatisfying(Decision.LookAgain.class, again -> assertThat(again.reason())
                        .contains("group gpu of train-a shows UpdateAvailable, UpToDate before"));
        assertThat(latest(store, false, NOW.plusSeconds(120))).isInstanceOf(Decision.Admitted.class);
    }

    private Decision latest(InMemoryStore store, boolean mayLookAgain, Instant now) {
        var images = new Ec2Images(aws.clients().ec2());
        var groups =
                new GroupImages(images, new PublicImages(images, aws.clients().ssm()), new VersionWatches(store));
        var policy = policy(new ImageTrack.HyperPodLatest());
        return new Admissions(tracker(), finder(), groups)
                .admit(policy, new Trigger.ScheduleDue(LocalDate.of(2026, 11, 21)), mayLookAgain, now);
    }

    private static String managed(String status) {
        return cluster("train-a", "aaaaaaaaaaaa")
                .replace(
                        "\"CurrentCount\":1",
                        "\"InstanceType\":\"ml.p5.48xlarge\",\"CurrentImageId\":\"default\",\"ImageVersionStatus\":\""
                                + status + "\",\"CurrentCount\":1");
    }

    private static String types(String... architectures) {
        return "<DescribeInstanceTypesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><instanceTypeSet><item>"
                + "<processorInfo><supportedArchitectures>"
                + Stream.of(architectures)
                        .map(name -> "<item>" + name + "</item>")
                        .collect(Collectors.joining())
                + "</supportedArchitectures></processorInfo></item></instanceTypeSet></DescribeInstanceTypesResponse>";
    }

    @Test
    void readsThePolicyFromItsParameter() {
        var stored = policy().toJson().toString().replace("\"", "\\\"");
        aws.answer("GetParameter", 200, parameter(stored));

        assertThat(new PolicyParameter(aws.clients().ssm(), new PolicyReader()).read("/hyperpatch/policy"))
                .isEqualTo(policy());
    }

    @Test
    void namesTheParameterThatHoldsNoPolicy() {
        aws.answer("GetParameter", 200, parameter("{}"))
                .answer("GetParameter", 400, "{\"__type\":\"ParameterNotFound\"}");
        var reader = new PolicyParameter(aws.clients().ssm(), new PolicyReader());

        assertThatThrownBy(() -> reader.read("/hyperpatch/policy"))
                .isInstanceOf(BadDocument.class)
                .hasMessageContaining("parameter /hyperpatch/policy:1:1 /name: is missing");
        assertThatThrownBy(() -> reader.read("/hyperpatch/policy"))
                .isInstanceOf(BadDocument.class)
                .hasMessageContaining("does not exist");
    }
}
