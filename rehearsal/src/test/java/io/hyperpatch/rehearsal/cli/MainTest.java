package io.hyperpatch.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private static final Path EVENTS = Path.of("..", "events");
    private static final Path CLUSTERS = Path.of("src", "main", "resources", "clusters");

    @TempDir
    private Path files;

    private record Ran(int status, String out, String err) {}

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        assertThat(out + "" + err).as("no stack trace").doesNotContain("\tat ");
        return new Ran(status, out.toString(), err.toString());
    }

    @Test
    void rehearsesWithoutAnyOption() throws IOException {
        Ran ran = run("rehearse", "--json");

        JsonNode document = new ObjectMapper().readTree(ran.out());
        assertThat(ran.status()).isZero();
        assertThat(document.path("outcome").asText()).isEqualTo("Verified");
        assertThat(document.path("cluster").asText()).isEqualTo("train-a");
        assertThat(document.path("groups")).hasSize(3).allSatisfy(group -> {
            assertThat(group.path("patched")).isEqualTo(group.path("nodes"));
            assertThat(group.path("skipped")).isEmpty();
        });
        assertThat(document.path("invariants")).isNotEmpty().allSatisfy(invariant -> {
            assertThat(invariant.path("held").asBoolean()).isTrue();
            assertThat(invariant.path("checks").asInt()).isPositive();
        });
        assertThat(document.at("/statistics/apiCalls/sagemaker:UpdateClusterSoftware")
                        .asInt())
                .isEqualTo(2);
        assertThat(document.at("/notification/subject").asText()).startsWith("Verified: train-a");
    }

    /** The event ends Deferred; days later a schedule comes, and the image is installed. */
    @Test
    void showsWhatBecomesOfADeferredImage() throws IOException {
        Ran ran = run("rehearse", "--scenario", "image-too-young");
        assertThat(ran.out())
                .contains("Outcome     Deferred (run train-a-10f47a2f0d8e-1)")
                .contains("Later       Verified (run train-a-10f47a2f0d8e-2)");

        JsonNode document = new ObjectMapper()
                .readTree(run("rehearse", "--scenario", "image-too-young", "--json")
                        .out());
        assertThat(document.at("/later/0/outcome").textValue()).isEqualTo("Verified");
        assertThat(document.at("/later/0/run").textValue()).isEqualTo("train-a-10f47a2f0d8e-2");
    }

    /** People who give their own policy see the wait that it asks for, what they are told of it, and what comes after it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ ssm: /golden/ami }, owners: [self]",
                "{ ssm: /aws/service/sagemaker-hyperpod/ami/eks-1.33/x86_64/al2023/latest/ami-id }, owners: [amazon]",
                "{ ami: { name: 'golden-*' } }, owners: [self]",
                "{ imageBuilder: 'arn:aws:imagebuilder:us-east-1:123456789012:image/eks/x.x.x' }, owners: [self]",
                "{ hyperpod: latest }, owners: [amazon]",
                "ami-0123456789abcdef0, owners: [self]"
            })
    void aYoungImageWaitsUnderThePolicyThatPeopleGive(String image) throws IOException {
        Path policy = write(
                "policy.yaml",
                "name: fleet\nmode: act\nclusters: { names: [train-a] }\nimage: { track: " + image
                        + ", minimumAge: PT20H }\n");

        Ran ran = run("rehearse", "--policy", policy.toString());

        assertThat(ran.out())
                .contains("The policy sets image.minimumAge")
                .contains("Subject: Deferred: train-a")
                .contains("Subject: Verified: train-a")
                .containsPattern("Outcome {5}Deferred \\(run train-a-.*-1\\)")
                .containsPattern("Later {7}Verified \\(run train-a-.*-2\\)");
        assertThat(ran.status()).isZero();
    }

    @Test
    void aScenarioKeepsTheAgeOfItsImageWhateverThePolicy() throws IOException {
        Path policy = EVENTS.resolve("policies").resolve("example.yaml");

        Ran ran = run("rehearse", "--scenario", "success", "--policy", policy.toString());

        assertThat(ran.out()).contains("leave --scenario out to see one wait");
        assertThat(ran.status()).isZero();
    }

    @Test
    void printsTheSameDocumentForTheSameSeed() throws IOException {
        assertThat(withoutWallTime("throttled-all-along", 7)).isEqualTo(withoutWallTime("throttled-all-along", 7));
    }

    @Test
    void anotherSeedIsAnotherRehearsal() throws IOException {
        assertThat(withoutWallTime("success", 7)).isNotEqualTo(withoutWallTime("success", 8));
    }

    private static JsonNode withoutWallTime(String scenario, long seed) throws IOException {
        Ran ran = run("rehearse", "--json", "--scenario", scenario, "--seed", Long.toString(seed));
        ObjectNode document = (ObjectNode) new ObjectMapper().readTree(ran.out());
        document.withObjectProperty("statistics").remove("wallMillis");
        return document;
    }

    @ParameterizedTest
    @CsvSource({
        "already-current, 0",
        "announced-twice-at-once, 0",
        "pdb-skips, 3",
        "slurm, 0",
        "image-too-young, 0",
        "another-image, 3",
    })
    void exitStatusTellsWhetherTheGoalIsReached(String scenario, int status) {
        assertThat(run("rehearse", "--scenario", scenario).status()).isEqualTo(status);
    }

    @Test
    void aScenarioThatEndsAsItDeclaresSaysSo() throws IOException {
        assertThat(run("rehearse", "--scenario", "another-image").out()).contains("Scenario    ended as it declares");
        assertThat(run("rehearse").out()).doesNotContain("as it declares");

        JsonNode document = new ObjectMapper()
                .readTree(
                        run("rehearse", "--scenario", "another-image", "--json").out());
        assertThat(document.path("asDeclared").asBoolean()).isTrue();
    }

    @Test
    void aScenarioThatDoesNotEndAsItDeclaresIsAFault() throws IOException {
        Path scenario = write(
                "wrong.yaml",
                "name: wrong\ndescription: declares what does not happen\ncluster: eks-67\n"
                        + "triggers: [{ event: ec2-ami-state-change, expect: Refused }]\n");

        Ran ran = run("rehearse", "--scenario", scenario.toString());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("event 1 ended Verified, not Refused");
        assertThat(ran.out()).doesNotContain("as it declares");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--what",
                "rehearse --bogus",
                "rehearse --seed x",
                "rehearse --cluster",
                "serve --port abc",
                "serve --port 70000",
                "serve --speed 0",
                "serve --speed -1",
                "serve --speed fast",
                "validate",
                "validate no-such-file.yaml",
                "validate .",
                "rehearse --scenario no-such-scenario",
                "rehearse --cluster .",
                "rehearse --event no-such-file.json"
            })
    void refusesWrongArguments(String arguments) {
        Ran ran = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).isNotBlank();
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void tellsTheKindOfADocumentThatIsMistakenForAnother() throws IOException {
        Path pod = write("pod.yaml", "apiVersion: v1\nkind: Pod\n");
        Path pcs = write("pcs.json", "{\"cluster\": {\"arn\": \"arn:aws:pcs:us-east-1:123456789012:cluster/pcs_1\"}}");
        Path policy = EVENTS.resolve("policies").resolve("example.yaml");

        assertThat(run("rehearse", "--cluster", pod.toString()))
                .matches(ran -> ran.status() == 2 && ran.err().contains("is a Kubernetes manifest"));
        assertThat(run("rehearse", "--cluster", pcs.toString()))
                .matches(ran -> ran.status() == 2 && ran.err().contains("is a PCS cluster"));
        assertThat(run("rehearse", "--event", policy.toString()))
                .matches(ran -> ran.status() == 2 && ran.err().contains("is a fleet policy, not an event"));
        assertThat(run("validate", pod.toString())).matches(ran -> ran.status() == 2);
    }

    @Test
    void refusesOversizedAndDeeplyNestedEvents() throws IOException {
        Path large = write("large.json", "{\"detail\": \"" + "x".repeat(1_048_576) + "\"}");
        Path deep = write("deep.json", "[".repeat(100_000));

        assertThat(run("rehearse", "--event", large.toString()))
                .matches(ran -> ran.status() == 2 && ran.err().contains("large.json"));
        assertThat(run("rehearse", "--event", deep.toString()))
                .matches(ran -> ran.status() == 2 && ran.err().contains("levels"));
    }

    @Test
    void tellsTheMistakesOfAllFilesAtOnce() throws IOException {
        Path cluster = write("cluster.json", "{\"InstanceGroups\": 5}");
        Path event = write("event.json", "{\"detail\": {}}");

        Ran ran = run("rehearse", "--json", "--cluster", cluster.toString(), "--event", event.toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("event.json");
        assertThat(new ObjectMapper().readTree(ran.out()).path("problems")).isNotEmpty();
    }

    @Test
    void rehearsesOnTheUsersClusterWithTheirEventAndPolicy() throws IOException {
        Path policy = write(
                "policy.yaml",
                "name: mine\nmode: act\nclusters: { tags: { stage: dev } }\n"
                        + "image: { track: { ami: { name: 'golden-*' } }, owners: [self] }\n");

        Ran ran = run(
                "rehearse",
                "--json",
                "--cluster",
                CLUSTERS.resolve("eks-67.json").toString(),
                "--policy",
                policy.toString(),
                "--event",
                EVENTS.resolve("in")
                        .resolve("ec2-ami-state-change.example.json")
                        .toString());

        assertThat(new ObjectMapper().readTree(ran.out()).path("outcome").asText())
                .isEqualTo("Verified");
        assertThat(ran.err()).contains("the twin carries {stage=dev}");
    }

    @ParameterizedTest
    @CsvSource({
        "cloudwatch-alarm-state-change, starts nothing on alarms",
        "hyperpod-cluster-event, wakes the run",
        "hyperpod-node-health-event, wakes the run",
    })
    void eventsThatStartNothingEndQuietlyAndSayWhy(String event, String why) {
        Ran ran = run(
                "rehearse",
                "--event",
                EVENTS.resolve("in").resolve(event + ".example.json").toString());

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.out()).contains("Quiet").contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image-builder-image-state-change",
                "parameter-store-change",
                "operator-request",
                "scheduled-event"
            })
    void derivesAPolicyFromWhateverTheEventIsAbout(String event) {
        Ran ran = run(
                "rehearse",
                "--event",
                EVENTS.resolve("in").resolve(event + ".example.json").toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("one is derived from the event").contains("Outcome     Verified");
    }

    /** No event announces HyperPod's own image: without one of the user's, a look by the clock finds it. */
    @Test
    void rehearsesAPolicyThatTracksHyperPodWithoutAnEvent() throws IOException {
        Path policy = write(
                "policy.yaml",
                "name: service-fleet\nmode: act\nclusters: { names: [train-a] }\n"
                        + "image: { track: { hyperpod: latest }, owners: [amazon] }\n");

        Ran ran = run("rehearse", "--policy", policy.toString());

        assertThat(ran.status()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("Outcome     ").doesNotContain("Quiet");
    }

    @Test
    void validatesTheExamplePolicyAndNamesEveryMistakeOfAWrongOne() throws IOException {
        Path example = EVENTS.resolve("policies").resolve("example.yaml");
        Path wrong =
                write("wrong.yaml", "name: x\nmode: act\nclusters: { names: [a] }\nimage: { track: 5 }\nsoak: PT1H\n");

        assertThat(run("validate", example.toString()).status()).isZero();
        Ran ran = run("validate", wrong.toString(), "--json");
        assertThat(ran.status()).isEqualTo(2);
        JsonNode document = new ObjectMapper().readTree(ran.out());
        assertThat(document.path("valid").asBoolean()).isFalse();
        assertThat(document.path("problems")).hasSizeGreaterThan(2);
        assertThat(ran.err()).contains("wrong.yaml:4").contains("/image/owners");
    }

    /** Account ids are hidden before a document is given away, and now and then in one place only. */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::123456789012, arn:aws:iam::111122223333, /InstanceGroups/0/ExecutionRole",
        "arn:aws:eks:us-east-1, arn:aws:eks:us-west-2, /Orchestrator/Eks/ClusterArn"
    })
    void refusesAClusterWhosePartsBelongToAnotherAccount(String own, String other, String pointer) throws IOException {
        String document = Files.readString(CLUSTERS.resolve("eks-67.json"));
        Path cluster = write("cluster.json", document.replace(own, other));

        Ran ran = run("rehearse", "--cluster", cluster.toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains(pointer, "of the cluster's own account", "by the same one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ canary: [], batch: '50%', wait: null, rollbackBatch: null }  | rollout.wait",
                "{ canary: [], batch: null, rollbackBatch: null }               | rollout.batch",
                "{ batch: null, wait: null, alarms: null }                      | rollout.batch",
                "{ canary: [canary], wait: PT2H }                               | PT1H or less",
            })
    void validatesTheChangesThatAScenarioMakesToThePolicy(String rollout, String remedy) throws IOException {
        Path scenario = write(
                "scenario.yaml",
                "name: s\ndescription: d\npolicy: { rollout: " + rollout + " }\n"
                        + "triggers: [{ event: ec2-ami-state-change, expect: Refused }]\n");

        Ran ran = run("validate", scenario.toString());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("scenario.yaml:3", "/policy/rollout", remedy);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void saysOfAScenarioThatItIsValidAndPlaysNothing() throws IOException {
        Path good = Path.of("src", "main", "resources", "scenarios", "pdb-skips.yaml");
        Path wrong =
                write("wrong.yaml", "name: s\ndescription: d\ntriggers: [{ event: no-such-event, expect: Fine }]\n");

        assertThat(run("validate", good.toString()).out()).isEqualTo(good + " is a valid scenario: pdb-skips\n");
        JsonNode document = new ObjectMapper()
                .readTree(run("validate", good.toString(), "--json").out());
        assertThat(document.path("valid").asBoolean()).isTrue();
        assertThat(document.path("scenario").asText()).isEqualTo("pdb-skips");
        assertThat(run("validate", wrong.toString()))
                .matches(ran -> ran.status() == 2 && ran.err().contains("/triggers/0/expect \"Fine\""));
        Path small = CLUSTERS.resolve("slurm-hidden-4.json");
        assertThat(run("validate", good.toString(), "--cluster", small.toString()))
                .matches(ran -> ran.status() == 2 && ran.err().contains("/twin/mishaps/pdbSkips"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.write(files.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
