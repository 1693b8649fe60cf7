package io.hyperpatch.rehearsal.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Problem;
import io.hyperpatch.rehearsal.run.Furnishing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongDocumentsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /FailureMessage                     | []
                    /VpcConfig                          | "vpc-1"
                    /Orchestrator                       | {}
                    /Orchestrator                       | {"Eks": null}
                    /Orchestrator                       | {"Eks": {}, "Slurm": {}}
                    /Orchestrator                       | {"Future": {}}
                    /VpcConfig/Subnets                  | {}
                    /CreationTime                       | "2026-03-02 9:14"
                    /CreationTime                       | "+999999999-01-01T00:00:00Z"
                    /CreationTime                       | 99999999999999999999999999
                    /InstanceGroups                     | 7
                    /InstanceGroups/1                   | null
                    /InstanceGroups/1/ActiveOperations  | "Scaling"
                    /InstanceGroups/1/CurrentCount      | "2"
                    /InstanceGroups/1/CurrentCount      | -1
                    /InstanceGroups/1/CurrentImageId    | {}
                    /InstanceGroups/1/InstanceGroupName | "a b"
                    /InstanceGroups/1/InstanceGroupName | "gpu"
                    /InstanceGroups/1/ThreadsPerCore    | 1.5
                    """)
    void areRefusedAtTheMemberThatIsWrong(String pointer, String value) throws IOException {
        ObjectNode cluster = cluster();
        set(cluster, pointer, MAPPER.readTree(value));

        assertThat(problems(cluster, Optional.empty()))
                .extracting(Problem::pointer)
                .allMatch(place -> place.startsWith("/"));
        assertThat(problems(cluster, Optional.empty()).toString())
                .contains(
                        pointer.equals("/InstanceGroups/1/InstanceGroupName") && value.equals("\"gpu\"")
                                ? "/InstanceGroups/2/InstanceGroupName"
                                : pointer);
    }

    @ParameterizedTest
    @CsvSource({"/InstanceGroups", "/InstanceGroups/1/CurrentCount"})
    void areRefusedWithoutWhatTheProductCannotDoWithout(String pointer) throws IOException {
        ObjectNode cluster = cluster();
        JsonPointer place = JsonPointer.compile(pointer);
        ((ObjectNode) cluster.at(place.head())).remove(List.of(place.last().getMatchingProperty(), "TargetCount"));

        assertThat(problems(cluster, Optional.empty())).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.message()).isEqualTo("is missing");
        });
    }

    @Test
    void areTakenWithMembersThatNoSdkKnows() throws IOException {
        ObjectNode cluster = cluster();
        set(cluster, "/Future", MAPPER.readTree("[{\"a\": null}]"));
        set(cluster, "/InstanceGroups/1/AutoPatchConfig", MAPPER.readTree("{\"Enabled\": true}"));

        assertThat(problems(cluster, Optional.empty())).isEmpty();
    }

    @Test
    void areTakenWithATimeThatIsNull() throws IOException {
        ObjectNode cluster = cluster();
        set(cluster, "/CreationTime", MAPPER.nullNode());

        assertThat(problems(cluster, Optional.empty())).isEmpty();
        Setting setting = new Preparation(new Given(
                        Optional.of(Document.of("cluster.json", cluster)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .setting();
        Furnishing.account(setting, 1).close();
    }

    @Test
    void areRefusedAsNodesWithTheirPlace() throws IOException {
        JsonNode nodes = MAPPER.readTree("{\"ClusterNodeSummaries\": [{\"InstanceId\": 5}]}");

        assertThat(problems(cluster(), Optional.of(nodes)))
                .extracting(Problem::file, Problem::pointer)
                .containsExactly(tuple("nodes.json", "/ClusterNodeSummaries/0/InstanceId"));
    }

    @Test
    void refusesNodesThatAreNotThoseOfTheCluster() throws IOException {
        JsonNode nodes = MAPPER.readTree("""
                {"ClusterNodeSummaries": [
                  {"InstanceId": "i-0a1b2c3d4e5f60001", "InstanceGroupName": "system"},
                  {"InstanceId": "i-0a1b2c3d4e5f60001", "InstanceGroupName": "canary"}]}""");

        assertThat(problems(cluster(), Optional.of(nodes)))
                .extracting(Problem::pointer)
                .contains("/ClusterNodeSummaries/1/InstanceId", "/ClusterNodeSummaries");
    }

    private static List<Problem> problems(JsonNode cluster, Optional<JsonNode> nodes) {
        Given given = new Given(
                Optional.of(Document.of("cluster.json", cluster)),
                nodes.map(tree -> Document.of("nodes.json", tree)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        BadDocument bad = catchThrowableOfType(BadDocument.class, () -> new Preparation(given).setting());
        return bad == null ? List.of() : bad.problems();
    }

    private static ObjectNode cluster() throws IOException {
        return (ObjectNode) MAPPER.readTree(WrongDocumentsTest.class.getResourceAsStream("/clusters/eks-67.json"));
    }

    private static void set(ObjectNode tree, String pointer, JsonNode value) {
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = tree.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.set(place.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
        }
    }
}
