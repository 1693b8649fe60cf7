package io.hyperpatch.rehearsal.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.rehearsal.aws.CallLog;
import io.hyperpatch.rehearsal.aws.RandomIds;
import io.hyperpatch.rehearsal.aws.SimulatedAws;
import io.hyperpatch.rehearsal.clock.Fibers;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.fault.DeliveredFaults;
import io.hyperpatch.rehearsal.fault.FaultGate;
import io.hyperpatch.rehearsal.twin.ClusterDocument;
import io.hyperpatch.rehearsal.twin.HyperPod;
import io.hyperpatch.rehearsal.twin.Surroundings;
import io.hyperpatch.rehearsal.twin.TwinBehaviour;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The twin over HTTP, with raw requests as any SDK sends them. */
class TwinServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OLD = "ami-0c0ffee0000000001";
    private static final String NEW = "ami-0c0ffee0000000002";
    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    /** Added to real time, so that hours pass at once. */
    private final AtomicLong leapNanos = new AtomicLong();

    private final List<String> lines = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private Fibers fibers;
    private TwinServer server;
    private URI endpoint;

    private record Answer(int status, JsonNode body) {}

    @BeforeEach
    void serve() throws IOException {
        VirtualClock clock = new VirtualClock(START);
        fibers = new Fibers(clock);
        HyperPod hyperPod = new HyperPod(clock, new Random(7), Surroundings.calm());
        for (String name : List.of("eks-67", "eks-1000", "slurm-20")) {
            hyperPod.add(ClusterDocument.of(document(name), Optional.empty()), TwinBehaviour.DEFAULT);
        }
        SimulatedAws aws = new SimulatedAws(
                        clock,
                        fibers,
                        new FaultGate(clock, fibers, List.of(), 7, new DeliveredFaults()),
                        new CallLog(),
                        new RandomIds(new Random(7)))
                .with(hyperPod);
        DrivenClock driven = new DrivenClock(clock, 600, () -> System.nanoTime() + leapNanos.get(), failures::add);
        server = new TwinServer(new InetSocketAddress("127.0.0.1", 0), aws::exchange, driven);
        endpoint = server.start(lines::add);
    }

    @AfterEach
    void end() {
        server.close();
        fibers.close();
        assertThat(failures).isEmpty();
    }

    private static JsonNode document(String name) throws IOException {
        try (InputStream in = TwinServerTest.class.getResourceAsStream("/clusters/" + name + ".json")) {
            return JSON.readTree(in);
        }
    }

    private Answer call(String operation, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "SageMaker." + operation)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260601/us-east-1/sagemaker/aws4_request,"
                                + " SignedHeaders=host, Signature=00")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    private JsonNode group(String name) throws Exception {
        for (JsonNode group :
                call("DescribeCluster", "{\"ClusterName\":\"train-a\"}").body().path("InstanceGroups")) {
            if (group.path("InstanceGroupName").asText().equals(name)) {
                return group;
            }
        }
        throw new AssertionError("no group " + name);
    }

    private void leap(Duration virtual) {
        leapNanos.addAndGet(virtual.toNanos() / 600);
    }

    @Test
    void saysInOneLineThatItIsReadyAndWhere() {
        assertThat(lines).containsExactly("ready: " + endpoint);
        assertThat(endpoint.toString()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*");
    }

    @Test
    void answersEveryOperation() throws Exception {
        call(
                "UpdateClusterSoftware",
                "{\"ClusterName\":\"train-a\",\"ImageId\":\"" + NEW
                        + "\",\"InstanceGroups\":[{\"InstanceGroupName\":\"canary\"}]}");
        JsonNode nodes =
                call("ListClusterNodes", "{\"ClusterName\":\"train-a\"}").body();
        String id = nodes.at("/ClusterNodeSummaries/0/InstanceId").asText();
        JsonNode events =
                call("ListClusterEvents", "{\"ClusterName\":\"train-a\"}").body();
        String eventId = events.at("/Events/0/EventId").asText();

        assertThat(call("ListClusters", "{}").body().path("ClusterSummaries")).hasSize(3);
        assertThat(call("DescribeClusterNode", "{\"ClusterName\":\"train-a\",\"NodeId\":\"" + id + "\"}")
                        .body()
                        .at("/NodeDetails/CurrentImageId")
                        .asText())
                .isEqualTo(OLD);
        assertThat(call("DescribeClusterEvent", "{\"ClusterName\":\"train-a\",\"EventId\":\"" + eventId + "\"}")
                        .body()
                        .at("/EventDetails/ClusterName")
                        .asText())
                .isEqualTo("train-a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | ValidationException | at 'clusterName'
            {'ClusterName':'-x'} | ValidationException | regular expression pattern
            {'ClusterName':'train-a','InstanceGroups':[]} | ValidationException | at 'instanceGroups'
            {'ClusterName':'train-a','InstanceGroups':[{'InstanceGroupName':''}]} | ValidationException | greater than or equal to 1
            {'ClusterName':'train-a','ImageId':'ami-1'} | ValidationException | at 'imageId'
            {'ClusterName':'train-a','DeploymentConfig':{'WaitIntervalInSeconds':3601}} | ValidationException | 3600
            {'ClusterName':'train-a','DeploymentConfig':{'AutoRollbackConfiguration':[]}} | ValidationException | at 'deploymentConfig.autoRollbackConfiguration'
            {'ClusterName':'train-a','DeploymentConfig':{'RollingUpdatePolicy':{}}} | ValidationException | maximumBatchSize
            {'ClusterName':'train-a','DeploymentConfig':{'RollingUpdatePolicy':{'MaximumBatchSize':{'Type':'X','Value':1}}}} | ValidationException | enum value set
            {'ClusterName':'train-a','DeploymentConfig':{'RollingUpdatePolicy':{'MaximumBatchSize':{'Type':'INSTANCE_COUNT','Value':0}}}} | ValidationException | greater than or equal to 1
            {'ClusterName':'train-a','ImageId':'default','InstanceGroups':[{'InstanceGroupName':'no'}]} | ValidationException | does not exist
            {'ClusterName':'train-a','ImageId':'default','InstanceGroups':[{'InstanceGroupName':'gpu'},{'InstanceGroupName':'gpu'}]} | ValidationException | more than once
            {'ClusterName':'train-a'} | ValidationException | custom AMI
            {'ClusterName':5} | SerializationException | String
            {'ClusterName':'nobody'} | ResourceNotFound | nobody
            """)
    void refusesWithTypeAndMessage(String request, String type, String message) throws Exception {
        Answer answer = call("UpdateClusterSoftware", request.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("__type").asText()).isEqualTo(type);
        assertThat(answer.body().path("message").asText()).contains(message);
    }

    @Test
    void refusesWhatItDoesNotSimulateLoudly() throws Exception {
        Answer answer = call("CreateCluster", "{}");

        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body().path("message").asText()).contains("CreateCluster");
    }

    @Test
    void pagesThroughAThousandNodes() throws Exception {
        Set<String> ids = new HashSet<>();
        String token = "";
        int pages = 0;
        do {
            JsonNode page = call("ListClusterNodes", "{\"ClusterName\":\"train-big\"" + token + "}")
                    .body();
            page.path("ClusterNodeSummaries")
                    .forEach(node -> ids.add(node.path("InstanceId").asText()));
            token = page.has("NextToken") ? ",\"NextToken\":" + page.path("NextToken") : "";
            pages++;
        } while (!token.isEmpty());

        assertThat(ids).hasSize(1000);
        assertThat(pages).isEqualTo(10);
    }

    @Test
    void letsAWholeRolloutPass() throws Exception {
        Answer accepted = call(
                "UpdateClusterSoftware",
                "{\"ClusterName\":\"train-a\",\"ImageId\":\"" + NEW
                        + "\",\"InstanceGroups\":[{\"InstanceGroupName\":\"gpu\"}],"
                        + "\"DeploymentConfig\":{\"RollingUpdatePolicy\":{\"MaximumBatchSize\":"
                        + "{\"Type\":\"CAPACITY_PERCENTAGE\",\"Value\":25}},\"WaitIntervalInSeconds\":600}}");
        leap(Duration.ofMinutes(5));
        JsonNode early = group("gpu");
        Answer second = call("UpdateClusterSoftware", "{\"ClusterName\":\"train-a\",\"ImageId\":\"" + NEW + "\"}");
        leap(Duration.ofHours(4));
        JsonNode late = group("gpu");

        assertThat(accepted.body().path("ClusterArn").asText())
                .isEqualTo("arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6");
        assertThat(early.path("SoftwareUpdateStatus").asText()).isEqualTo("InProgress");
        assertThat(early.path("DesiredImageId").asText()).isEqualTo(NEW);
        assertThat(second.body().path("__type").asText()).isEqualTo("ConflictException");
        assertThat(late.path("SoftwareUpdateStatus").asText()).isEqualTo("Succeeded");
        assertThat(late.path("CurrentImageId").asText()).isEqualTo(NEW);
        assertThat(late.path("TargetStateCount").asInt()).isEqualTo(64);
    }

    @Test
    void refusesASpeedThatIsNone() {
        assertThatThrownBy(() -> new DrivenClock(new VirtualClock(START), 0, System::nanoTime, failures::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speed is 0.0");
    }
}
