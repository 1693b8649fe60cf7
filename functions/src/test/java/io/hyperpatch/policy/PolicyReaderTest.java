package io.hyperpatch.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {

    private static final String MINIMAL = """
            name: gpu-fleet
            mode: act
            clusters: { names: [train-a] }
            image: { track: { ssm: /golden/ami }, owners: [self] }
            """;

    private final PolicyReader reader = new PolicyReader();

    private FleetPolicy read(String yaml) {
        return reader.read("policy.yaml", yaml.getBytes(UTF_8));
    }

    private List<Problem> problems(String yaml) {
        return catchThrowableOfType(BadDocument.class, () -> read(yaml)).problems();
    }

    @Test
    void readsTheExampleThatShips() throws IOException {
        var policy = reader.read(
                "example.yaml",
                getClass().getResourceAsStream("/events/policies/example.yaml").readAllBytes());

        assertThat(policy)
                .isEqualTo(new FleetPolicy(
                        "gpu-fleet",
                        FleetPolicy.Mode.ACT,
                        new ClusterSelection.ByName(List.of("train-a")),
                        new ImageRules(
                                new ImageTrack.SsmParameter("/golden/hyperpod-eks/ami-id"),
                                List.of("self"),
                                Duration.ofDays(3),
                                false),
                        new Rollout(
                                List.of("canary"),
                                false,
                                List.of(),
                                List.of(),
                                OnUnready.REFUSE,
                                Optional.of(new BatchSize.Percent(10)),
                                Optional.of(new BatchSize.Percent(50)),
                                Duration.ofMinutes(10),
                                List.of("gpu-xid-{cluster}")),
                        Limits.DEFAULT,
                        Optional.of("all")));
        assertThat(policy.rollout().alarmsOf("train-a")).containsExactly("gpu-xid-train-a");
    }

    @Test
    void fillsInWhatThePolicyLeavesOut() {
        var policy = read(MINIMAL);

        assertThat(policy.rollout()).isEqualTo(Rollout.DEFAULT);
        assertThat(policy.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(policy.image().minimumAge()).isEqualTo(Duration.ZERO);
        assertThat(policy.image().allowDeprecated()).isFalse();
        assertThat(policy.wave()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ami-0abcdef1234567890                                                | FixedAmi
                    ami-0abcdef1                                                         | FixedAmi
                    { ssm: /a/b }                                                        | SsmParameter
                    { imageBuilder: "arn:aws:imagebuilder:us-west-2:111122223333:image/eks/x.x.x" } | ImageBuilderImage
                    { ami: { name: "eks-*", tags: { team: ml } } }                       | AmiSearch
                    { ami: { name: "eks-*" } }                                           | AmiSearch
                    { hyperpod: latest }                                                 | HyperPodLatest
                    { x86_64: { ssm: /a }, arm64: { ami: { name: "eks-*" } } }           | ByArchitecture
                    { arm64: ami-0abcdef1, x86_64: { hyperpod: latest } }                | ByArchitecture
                    { arm64: { imageBuilder: "arn:aws:imagebuilder:us-west-2:111122223333:image/eks/x.x.x" } } | ByArchitecture
                    """)
    void tracksEachKindOfImageAndStoresIt(String track, String kind) {
        var policy = read(MINIMAL.replace("{ ssm: /golden/ami }", track));

        assertThat(policy.image().track().getClass().getSimpleName()).isEqualTo(kind);
        assertThat(FleetPolicy.fromJson(policy.toJson())).isEqualTo(policy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { ssm: /a, hyperpod: latest }                       | /image/track
                    { ssm: /a, arm64: { ssm: /b } }                     | /image/track
                    { x86_64: { ssm: /a, hyperpod: latest } }           | /image/track/x86_64
                    { x86_64: { arm64: { ssm: /b } }, arm64: ami-0abcdef1 } | /image/track/x86_64
                    { x86_64: ami-0 }                                   | /image/track/x86_64
                    { x86_64: {} }                                      | /image/track/x86_64
                    { x86_64: { ssn: /a } }                             | /image/track/x86_64/ssn
                    { arm: { ssm: /a } }                                | /image/track/arm
                    """)
    void refusesMoreThanOneThingToTrackForTheSameGroups(String track, String pointer) {
        assertThat(problems(MINIMAL.replace("{ ssm: /golden/ami }", track)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo(pointer);
                    assertThat(problem.remedy()).isNotBlank();
                });
    }

    @Test
    void keepsEverythingInItsStoredForm() {
        var policy = read("""
                name: fleet
                mode: observe
                clusters: { tags: { patching: fleet, stage: "1" } }
                image: { track: ami-0abcdef1234567890, owners: [self, amazon, "012345678901"], minimumAge: P1DT2H, allowDeprecated: true }
                rollout: { canary: [a, b], canaryOptional: true, leaveOut: [c], onUnready: leaveOut, batch: 3, rollbackBatch: 100%, wait: PT1H, alarms: ["{cluster}-x", "plain name"] }
                limits: { brokenNodes: 2 }
                """);

        assertThat(FleetPolicy.fromJson(policy.toJson())).isEqualTo(policy);
        assertThat(policy.clusters()).isEqualTo(new ClusterSelection.ByTags(Map.of("patching", "fleet", "stage", "1")));
        assertThat(policy.toJson().toString())
                .isEqualTo(FleetPolicy.fromJson(policy.toJson()).toJson().toString());
    }

    @Test
    void saysEverythingThatIsWrongAtOnceInTheOrderOfTheFile() {
        assertThatThrownBy(() -> read("""
                name: "gpu fleet"
                mode: acting
                clusters: { names: [train-a, train-a] }
                image:
                  track: { ssn: /golden }
                  owners: []
                  minimumAge: three days
                  minimumage: P3D
                rollout:
                  wait: PT2H
                  batch: 110%
                hooks: {}
                """)).isInstanceOf(BadDocument.class).hasMessage("""
                        policy.yaml:1:1 /name "gpu fleet": is no policy name; use up to 39 letters, digits and hyphens, a letter or digit first
                        policy.yaml:2:1 /mode "acting": is unknown; one of: act, observe
                        policy.yaml:3:13 /clusters/names [2 entries]: names the same thing twice; remove the repetition
                        policy.yaml:5:12 /image/track/ssn "/golden": is an unknown field; did you mean `ssm`? Otherwise remove it
                        policy.yaml:6:3 /image/owners []: has fewer than 1 entries; add one, for instance ["self"]
                        policy.yaml:7:3 /image/minimumAge "three days": is no ISO 8601 duration; write for instance P3D
                        policy.yaml:8:3 /image/minimumage "P3D": is an unknown field; did you mean `minimumAge`? Otherwise remove it
                        policy.yaml:10:3 /rollout/wait "PT2H": is more than PT1H; write PT1H or less, for instance PT10M
                        policy.yaml:11:3 /rollout/batch "110%": is more than all nodes; write 100% or less
                        policy.yaml:12:1 /hooks {}: is not enforced yet; remove it: a rule that nobody keeps must not be relied on""");
    }

    @Test
    void namesEachFieldThatIsMissing() {
        assertThat(problems("mode: act"))
                .extracting(Problem::pointer, Problem::message)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("/name", "is missing"),
                        org.assertj.core.groups.Tuple.tuple("/clusters", "is missing"),
                        org.assertj.core.groups.Tuple.tuple("/image", "is missing"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hooks: { before: x }                                | /hooks
                    windows: []                                         | /windows
                    freezes: [{ from: 2026-12-18 }]                     | /freezes
                    limits: { failedClusters: 1 }                       | /limits/failedClusters
                    rollout: { bake: PT1H }                             | /rollout/bake
                    waves: [{ name: a, soak: PT24H }]                   | /waves/0/soak
                    waves: [{ name: a, approval: { timeout: P2D } }]    | /waves/0/approval
                    waves: [{ name: a, concurrency: 2 }]                | /waves/0/concurrency
                    waves: [{ name: a, tags: { stage: dev } }]          | /waves/0/tags
                    """)
    void refusesWhatIsNotEnforcedYet(String field, String pointer) {
        assertThat(problems(MINIMAL + field)).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.message()).isEqualTo("is not enforced yet");
            assertThat(problem.line()).isEqualTo(5);
        });
    }

    @Test
    void refusesASecondWave() {
        assertThat(problems(MINIMAL + "waves: [{ name: a }, { name: b }]"))
                .singleElement()
                .extracting(Problem::pointer, Problem::message)
                .containsExactly("/waves", "more than one wave is not enforced yet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wait: PT0.5S",
                "wait: PT61M",
                "wait: P",
                "wait: PT",
                "wait: 600",
                "wait: -PT1S",
                "wait: PT999999999H",
                "wait: P99999D",
                "batch: 0",
                "batch: 0%",
                "batch: 1.5",
                "batch: -1",
                "batch: 10 %",
                "rollbackBatch: true",
                "alarms: [\"{group}\"]",
                "alarms: [\"{cluster}{cluster}\"]",
                "alarms: [\"\"]",
                "alarms: [a,b,c,d,e,f,g,h,i,j]",
                "alarms: a",
                "canary: [\"a b\"]",
                "canary: [a, a]",
                "canary: null"
            })
    void refusesARolloutThatCannotBeMeant(String field) {
        assertThat(problems(MINIMAL + "rollout: { " + field + " }"))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.pointer()).startsWith("/rollout/"));
    }

    @Test
    void tellsToQuoteAnAccountIdThatYamlTakesForANumber() {
        assertThat(problems(MINIMAL.replace("[self]", "[111122223333]")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/image/owners/0");
                    assertThat(problem.remedy()).contains("in quotes");
                });
    }

    @Test
    void refusesANameThatGoesOnInAnotherLine() {
        assertThat(problems(MINIMAL.replace("name: gpu-fleet", "name: \"gpu-fleet\\n\"")))
                .singleElement()
                .extracting(Problem::pointer)
                .isEqualTo("/name");
    }

    @Test
    void refusesAnAlarmNameThatDoesNotFitForEveryCluster() {
        var alarms = "rollout: { batch: 1, wait: PT1M, alarms: [\"" + "a".repeat(192) + "{cluster}\", \""
                + "b".repeat(193) + "{cluster}\"] }";

        assertThat(problems(MINIMAL + alarms))
                .singleElement()
                .extracting(Problem::pointer)
                .isEqualTo("/rollout/alarms/1");
    }

    @Test
    void refusesAPolicyThatAParameterCannotHold() {
        var names = IntStream.range(0, 100)
                .mapToObj(i -> "cluster-with-a-name-that-is-rather-long-" + i)
                .collect(Collectors.joining(","));

        assertThat(problems(MINIMAL.replace("train-a", names)))
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("4096");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minimumAge: P1W     | /image/minimumAge      | \"P1W\"  | weeks               | write P7D",
                "minimumAge: P2W     | /image/minimumAge      | \"P2W\"  | weeks               | write P14D",
                "minimumAge: P1M     | /image/minimumAge      | \"P1M\"  | months              | count days",
                "minimumAge: P1Y2D   | /image/minimumAge      | \"P1Y2D\"| years               | count days",
                "minimumAge: 3 days  | /image/minimumAge      | \"3 days\" | no ISO 8601 duration | for instance P3D"
            })
    void aDurationThatEverybodyUnderstandsIsGivenBackAsItIsRead(
            String field, String pointer, String value, String message, String remedy) {
        String yaml = MINIMAL.replace("owners: [self]", "owners: [self], " + field);

        assertThat(problems(yaml)).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.value()).isEqualTo(value);
            assertThat(problem.message()).contains(message);
            assertThat(problem.remedy()).contains(remedy);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch: 110%         | /rollout/batch         | 110%  | more than all nodes | write 100% or less",
                "batch: 10 %         | /rollout/batch         | 10 %  | as a percentage     | write 10%",
                "rollbackBatch: 0%   | /rollout/rollbackBatch | 0%    | no node at all      | write 1% or more",
                "rollbackBatch: 007% | /rollout/rollbackBatch | 007%  | as a percentage     | write 7%",
                "batch: half         | /rollout/batch         | half  | neither a number    | write for instance"
            })
    void aShareThatEverybodyUnderstandsIsGivenBackAsItIsRead(
            String field, String pointer, String value, String message, String remedy) {
        assertThat(problems(MINIMAL + "rollout: { " + field + " }\n"))
                .filteredOn(problem -> problem.pointer().equals(pointer))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.value()).isEqualTo("\"" + value + "\"");
                    assertThat(problem.message()).contains(message);
                    assertThat(problem.remedy()).contains(remedy);
                });
    }

    /** YAML reads a leading zero as octal: the number that it makes of an account id is nobody's. */
    @Test
    void anAccountIdWithALeadingZeroIsNamedAsItIsWritten() {
        assertThat(problems(MINIMAL.replace("[self]", "[011122223333]")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/image/owners/0");
                    assertThat(problem.value()).isEqualTo("011122223333");
                    assertThat(problem.line()).isEqualTo(4);
                    assertThat(problem.remedy()).contains("in quotes", "\"011122223333\"");
                });
        assertThat(read(MINIMAL.replace("[self]", "['011122223333']")).image().owners())
                .containsExactly("011122223333");
    }

    @ParameterizedTest
    @CsvSource({"mode: act, mode:act, /mode, 2", "name: gpu-fleet, name:gpu-fleet, /name, 1"})
    void aColonWithoutASpaceIsNamedWithItsField(String right, String wrong, String pointer, int line) {
        assertThat(problems(MINIMAL.replace(right, wrong))).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.value()).isEqualTo(wrong);
            assertThat(problem.remedy()).isEqualTo("write " + right);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    alarms: [a], batch: 10%               | /rollout/alarms        | rollout.wait
                    wait: PT1M                            | /rollout/wait          | rollout.batch
                    rollbackBatch: 10%                    | /rollout/rollbackBatch | rollout.batch
                    canaryOptional: true                  | /rollout/canaryOptional | rollout.canary
                    """)
    void refusesAFieldThatHasNoEffectWithoutAnother(String rollout, String pointer, String other) {
        assertThat(problems(MINIMAL + "rollout: { " + rollout + " }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo(pointer);
                    assertThat(problem.toString()).contains(other);
                });
    }

    @Test
    void namesEveryFieldThatAnAlarmLacks() {
        assertThat(problems(MINIMAL + "rollout: { alarms: [a] }"))
                .extracting(Problem::pointer, Problem::remedy)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "/rollout/alarms", "add rollout.batch, for instance 10%, or remove it"),
                        org.assertj.core.groups.Tuple.tuple(
                                "/rollout/alarms", "add rollout.wait, for instance PT10M, or remove it"));
    }

    @Test
    void refusesTheArnOfAnAlarmAndGivesItsName() {
        var alarm = "arn:aws:cloudwatch:us-west-2:111122223333:alarm:gpu-xid-train-a";

        assertThat(problems(MINIMAL + "rollout: { batch: 1, wait: PT1M, alarms: [\"" + alarm + "\"] }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/rollout/alarms/0");
                    assertThat(problem.remedy()).isEqualTo("write the name in it, gpu-xid-train-a");
                });
    }

    @Test
    void refusesAnOrderThatDoesNotBeginWithTheCanary() {
        assertThat(problems(MINIMAL + "rollout: { canary: [a], order: [b, a] }"))
                .singleElement()
                .extracting(Problem::pointer)
                .isEqualTo("/rollout/order");
    }

    @Test
    void refusesACanaryThatIsLeftOut() {
        assertThat(problems(MINIMAL + "rollout: { canary: [a], leaveOut: [a] }"))
                .singleElement()
                .extracting(Problem::pointer)
                .isEqualTo("/rollout/leaveOut");
    }
}
