package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    private static final String ARN = "arn:aws:sagemaker:us-west-2:111122223333:cluster/abcdef123456";
    private static final String ANOTHER = "arn:aws:sagemaker:us-west-2:111122223333:cluster/fedcba654321";

    @TempDir
    Path root;

    @BeforeEach
    void aCloneThatIsBuilt() throws IOException {
        Files.createDirectories(root.resolve("functions/target"));
        Files.writeString(root.resolve("functions/target/hyperpatch-functions.zip"), "");
        Files.copy(Synthesized.ROOT.resolve("events/policies/example.yaml"), root.resolve("policy.yaml"));
    }

    private Settings read(Map<String, Object> context) {
        return new SettingsReader(root).read(context, Optional.empty());
    }

    private List<String> problems(Map<String, Object> context) {
        return problems(context, null);
    }

    private List<String> problems(Map<String, Object> context, String region) {
        BadDocument bad = catchThrowableOfType(
                BadDocument.class, () -> new SettingsReader(root).read(context, Optional.ofNullable(region)));
        assertThat(bad).as("the settings are refused").isNotNull();
        return bad.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void hasAGoodDefaultForEverythingButThePolicy() {
        Settings settings = read(Map.of());

        assertThat(settings.policy().name()).isEqualTo("gpu-fleet");
        assertThat(settings.emails()).isEmpty();
        assertThat(settings.retain()).isTrue();
        assertThat(settings.architecture()).isEqualTo("arm64");
        assertThat(settings.logDays()).isEqualTo(90);
        assertThat(settings.clusterArns()).isEmpty();
        assertThat(settings.region()).isEmpty();
    }

    @Test
    void takesWhatTheCommandLineSays() throws IOException {
        Files.move(root.resolve("policy.yaml"), root.resolve("other.yaml"));

        Settings settings = read(Map.of(
                "policy", "other.yaml",
                "email", "ops@example.com,on-call@example.com",
                "retain", "false",
                "architecture", "x86_64",
                "logDays", "365",
                "clusterArns", ARN,
                "region", "eu-central-1"));

        assertThat(settings.emails()).containsExactly("ops@example.com", "on-call@example.com");
        assertThat(settings.retain()).isFalse();
        assertThat(settings.architecture()).isEqualTo("x86_64");
        assertThat(settings.logDays()).isEqualTo(365);
        assertThat(settings.clusterArns()).containsExactly(ARN);
        assertThat(settings.region()).contains("eu-central-1");
    }

    @Test
    void leavesTheContextOfCdkAlone() {
        assertThat(read(Map.of("@aws-cdk/core:someFlag", true, "aws:cdk:toolkit", "x", "cli-telemetry", false)))
                .isNotNull();
    }

    @Test
    void neverInstallsTheExampleByItself() throws IOException {
        Files.delete(root.resolve("policy.yaml"));

        assertThat(problems(Map.of()))
                .containsExactly(
                        "context /policy \"policy.yaml\": is not there, and no other policy is named; write your"
                                + " policy into policy.yaml (events/policies/example.yaml shows how), or name it with -c policy=FILE");
        assertThat(problems(Map.of("policy", "mine.yaml")))
                .singleElement()
                .asString()
                .startsWith("context /policy \"mine.yaml\": is no file; write your policy into");
    }

    @Test
    void namesEveryMistakeOfThePolicyWithItsPlace() throws IOException {
        Files.writeString(root.resolve("policy.yaml"), """
                name: gpu-fleet
                mode: act
                clusters: { names: [train-a] }
                image: { track: { ssm: /golden }, owners: [self], minimumAge: three days }
                windows: [{ cron: "0 2 * * ? *" }]
                """);

        assertThat(problems(Map.of()))
                .containsExactly(
                        "policy.yaml:4:51 /image/minimumAge \"three days\": is no ISO 8601 duration; write for instance P3D",
                        "policy.yaml:5:1 /windows [1 entry]: is not enforced yet; remove it: a rule that nobody keeps must"
                                + " not be relied on");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThat(problems(Map.of(
                        "email", "ops-example.com",
                        "retain", "maybe",
                        "architecture", "arm",
                        "logDays", "91",
                        "clusterArns", "train-a",
                        "region", "us-esat-1")))
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem)
                                .isEqualTo(
                                        "context /email \"ops-example.com\": is no e-mail address; write for instance"
                                                + " -c email=ops@example.com; several with commas between them"),
                        problem -> assertThat(problem)
                                .startsWith("context /retain \"maybe\": is neither true nor false; "),
                        problem -> assertThat(problem)
                                .startsWith("context /architecture \"arm\": is no architecture of Lambda; write"),
                        problem -> assertThat(problem).startsWith("context /logDays \"91\": is no number of days"),
                        problem ->
                                assertThat(problem).startsWith("context /clusterArns \"train-a\": is no list of ARNs"),
                        problem -> assertThat(problem)
                                .startsWith("context /region \"us-esat-1\": is no region that has HyperPod")
                                .contains("-c region=REGION, one of: ap-northeast-1,"));
    }

    @Test
    void refusesASettingThatItDoesNotKnowAndGuessesWhichWasMeant() {
        assertThat(problems(Map.of("emails", "ops@example.com")))
                .containsExactly(
                        "context /emails \"ops@example.com\": is an unknown field; did you mean `email`? Otherwise"
                                + " remove it");
    }

    @Test
    void checksTheRegionOfTheProfileToo() {
        assertThat(problems(Map.of(), "mars-north-1"))
                .singleElement()
                .asString()
                .startsWith(
                        "the AWS region of your profile or environment \"mars-north-1\": is no region that has HyperPod");
        assertThat(new SettingsReader(root).read(Map.of("region", "us-west-2"), Optional.of("mars-north-1")))
                .as("the one that is asked for counts")
                .isNotNull();
    }

    /** SageMaker is in more regions than HyperPod, and HyperPod comes to more of them. */
    @Test
    void refusesARegionWithoutHyperPodUnlessToldThatItHasComeThere() {
        assertThat(problems(Map.of("region", "af-south-1")))
                .singleElement()
                .asString()
                .contains("is no region that has HyperPod")
                .endsWith("if HyperPod has come to this one meanwhile, add -c anyRegion=true");
        assertThat(read(Map.of("region", "af-south-1", "anyRegion", "true")).region())
                .contains("af-south-1");
    }

    @Test
    void refusesToDeployFunctionsThatWereNotBuilt() throws IOException {
        Files.delete(root.resolve("functions/target/hyperpatch-functions.zip"));

        assertThat(problems(Map.of()))
                .containsExactly("the functions' zip functions/target/hyperpatch-functions.zip: has not been built; run"
                        + " `mvn package`, or let `cdk` build it: cdk.json says how");
    }

    @Test
    void wantsTheArnOfEachClusterThatThePolicyNamesOrOfNone() throws IOException {
        assertThat(problems(Map.of("clusterArns", ARN + "," + ANOTHER)))
                .singleElement()
                .asString()
                .contains("has 2 ARNs, and the policy names 1 clusters; give the ARN of each cluster");

        Files.writeString(root.resolve("policy.yaml"), """
                name: gpu-fleet
                mode: act
                clusters: { tags: { patching: gpu-fleet } }
                image: { track: { ssm: /golden }, owners: [self] }
                """);
        assertThat(problems(Map.of("clusterArns", ARN)))
                .singleElement()
                .asString()
                .contains("is given, but the policy selects by tags; leave it out: the roles go by the tags");
    }
}
