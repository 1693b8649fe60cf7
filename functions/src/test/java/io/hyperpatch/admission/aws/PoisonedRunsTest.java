package io.hyperpatch.admission.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.admission.VersionWatches;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.Clusters;
import io.hyperpatch.handler.AdmissionConfig;
import io.hyperpatch.handler.AdmitTriggerFunction;
import io.hyperpatch.hyperpod.aws.HyperPod;
import io.hyperpatch.hyperpod.aws.HyperPodFinder;
import io.hyperpatch.hyperpod.aws.PublicImages;
import io.hyperpatch.image.aws.Ec2Images;
import io.hyperpatch.json.Json;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.policy.PolicyReader;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Write;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Stored runs of one cluster that cannot be read: the other clusters of the policy are admitted all the
 * same.
 */
class PoisonedRunsTest {
    private static final String AMI = "ami-0abcdef1234567890";
    private static final String POLICY = """
            {"name":"gpu-fleet","mode":"act","clusters":{"names":["train-a","train-b"]},\
            "image":{"track":{"ssm":"/golden/ami"},"owners":["self"]}}""";

    private final CannedAws aws = new CannedAws();
    private final InMemoryStore store = new InMemoryStore();

    @BeforeEach
    void twoClustersOfAPolicyAreToRunAnImage() {
        for (int time = 1; time <= 2; time++) {
            aws.answer("GetParameter", 200, parameter(POLICY))
                    .answer("GetParameter", 200, parameter(AMI))
                    .answer("DescribeCluster", 200, cluster("train-a", "aaaaaaaaaaaa"))
                    .answer("DescribeCluster", 200, cluster("train-b", "bbbbbbbbbbbb"));
        }
        aws.answer("DescribeImages", 200, image());
    }

    @Test
    void keepNoOtherClusterWaiting() throws IOException {
        JsonNode before = admit();
        assertThat(before.path("clusters")).hasSize(2);
        assertThat(before.path("leftOut")).isEmpty();
        JsonNode work = before.path("clusters").get(1).path("work");
        ClusterArn poisoned = ClusterArn.of(work.path("cluster").path("arn").asText());
        RunName run = Json.to(RunName.class, work.path("run"));
        store.write(new Write.Put(
                Runs.key(poisoned, run), Json.object().put("name", "?").put("outcome", "??"), Condition.always()));

        JsonNode answer = admit();

        assertThat(answer.path("verdict").asText()).isEqualTo("Admitted");
        assertThat(answer.path("clusters")).singleElement().satisfies(cluster -> {
            assertThat(cluster.path("decision").asText()).isEqualTo("Start");
            assertThat(cluster.at("/work/cluster/name").asText()).isEqualTo("train-a");
        });
        assertThat(answer.path("leftOut")).singleElement().satisfies(left -> {
            assertThat(left.path("cluster").asText()).isEqualTo("train-b");
            assertThat(left.at("/error/Cause").asText()).contains("these clusters could not be read", "train-b (");
        });
    }

    private JsonNode admit() throws IOException {
        var clients = aws.clients();
        var images = new Ec2Images(clients.ec2());
        var admissions = new Admissions(
                new ImageTracker(clients.ssm(), new BuiltImages(clients.imageBuilder(), "us-west-2"), images),
                new HyperPodFinder(clients.sagemaker(), new HyperPod(clients.sagemaker())),
                new GroupImages(images, new PublicImages(images, clients.ssm()), new VersionWatches(store)));
        var function = new AdmitTriggerFunction(
                new PolicyParameter(clients.ssm(), new PolicyReader()),
                new AdmissionConfig(
                        "/hyperpatch/policy",
                        "us-west-2",
                        "arn:aws:states:us-west-2:111122223333:stateMachine:patch-cluster"),
                admissions,
                new Clusters(Map.of()),
                new Executions(clients.stepFunctions()),
                store,
                Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC));
        ObjectNode input = Json.object().put("parent", "parent").put("look", 0);
        input.set("event", event());
        var answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(input.toString().getBytes(UTF_8)), answer, null);
        return Json.mapper().readTree(answer.toByteArray());
    }

    private static JsonNode event() throws IOException {
        String sample = Files.readString(Path.of("src/test/resources/aws-samples/ours/ec2-ami-available.json"));
        return Json.mapper().readTree(sample.replaceAll("ami-[0-9a-f]{8,17}", AMI));
    }

    private static String parameter(String value) {
        ObjectNode answer = Json.object();
        answer.putObject("Parameter").put("Name", "/x").put("Type", "String").put("Value", value);
        return answer.toString();
    }

    private static String cluster(String name, String id) {
        return """
                {"ClusterArn":"arn:aws:sagemaker:us-west-2:111122223333:cluster/%s","ClusterName":"%s",
                 "ClusterStatus":"InService","Orchestrator":{"Eks":{}},
                 "InstanceGroups":[{"InstanceGroupName":"gpu","CurrentCount":1,"TargetCount":1}]}
                """.formatted(id, name);
    }

    private static String image() {
        return """
                <DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><imagesSet><item>
                <imageId>%s</imageId><imageState>available</imageState><imageOwnerId>111122223333</imageOwnerId>
                <creationDate>2026-11-01T00:00:00.000Z</creationDate></item></imagesSet></DescribeImagesResponse>
                """.formatted(AMI);
    }
}
