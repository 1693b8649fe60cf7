package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.sns.Message;
import io.hyperpatch.rehearsal.clock.Driving;
import io.hyperpatch.rehearsal.installation.FleetResuming;
import io.hyperpatch.rehearsal.setting.Deployment;
import io.hyperpatch.rehearsal.setting.Neighbours;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The clusters of a policy have their turns one after the other, whatever events come, and nothing follows a bad end. */
class FleetsTest {
    private static final String OTHER = "ami-0dddddddddddddddd";

    private static final String FAILS = """
            twin:
              mishaps: { lifecycleScriptFails: ["{first}/1"] }
            """;

    private static final String THRICE = """
            triggers:
              - event: ec2-ami-state-change
                expect: %s
              - event: parameter-store-change
                after: PT1S
                expect: Duplicate
              - event: ec2-ami-state-change
                after: PT2S
                expect: Duplicate
            """;

    private static final String CHANGES = """
            policy:
              image: { minimumAge: PT1H }
            images:
              - { id: ami-0dddddddddddddddd, age: P10D }
            """;

    private static Setting fleet(int clusters, String... parts) {
        return Neighbours.alike(
                UnknownsTest.setting("name: fleet\ndescription: A fleet.\n" + String.join("", parts)), clusters - 1);
    }

    private static RehearsalResult play(Setting setting) {
        try (Rehearsal rehearsal = new Rehearsal(setting, 1)) {
            RehearsalResult result = rehearsal.run(Watcher.NOBODY);
            assertThat(result.surprises()).isEmpty();
            UnknownsTest.assertHeld(result);
            return result;
        }
    }

    /** The image of each update, by cluster, in their order. */
    private static Map<String, List<String>> updates(RehearsalResult result) {
        return result.evidence().truth().clusters().stream()
                .collect(Collectors.toMap(Truth.Cluster::name, cluster -> cluster.updates().stream()
                        .map(Truth.Update::image)
                        .toList()));
    }

    private static List<String> images(RehearsalResult result) {
        return result.evidence().truth().clusters().stream()
                .flatMap(cluster -> cluster.groups().stream())
                .map(Truth.Group::image)
                .distinct()
                .toList();
    }

    private static void assertOneAfterTheOther(RehearsalResult result) {
        List<Truth.Update> all = new ArrayList<>(result.evidence().truth().clusters().stream()
                .flatMap(cluster -> cluster.updates().stream())
                .sorted(Comparator.comparing(Truth.Update::started))
                .toList());
        Instant free = Instant.MIN;
        for (Truth.Update update : all) {
            assertThat(update.started()).isAfterOrEqualTo(free);
            free = update.ended().orElseThrow();
        }
    }

    private static List<String> subjects(RehearsalResult result) {
        return result.evidence().messages().stream()
                .map(message -> message.subject().orElse(""))
                .toList();
    }

    @Test
    void patchesOneClusterAfterTheOtherHoweverOftenTheImageIsAnnounced() {
        RehearsalResult result = play(fleet(3, THRICE.formatted("Verified")));

        assertThat(updates(result).values()).allSatisfy(each -> assertThat(each).hasSize(2));
        assertThat(images(result)).hasSize(1);
        assertOneAfterTheOther(result);
    }

    @Test
    void beginsNothingAfterABadEnd() {
        RehearsalResult result = play(fleet(3, FAILS, THRICE.formatted("RolledBack")));

        assertThat(updates(result).values().stream().mapToInt(List::size).sum()).isEqualTo(1);
        List<Message> stopped = result.evidence().messages().stream()
                .filter(message -> message.subject().orElse("").startsWith("Stopped"))
                .toList();
        assertThat(stopped).hasSize(1);
        assertThat(stopped.getFirst().body())
                .contains("train-a ended RolledBack")
                .contains("train-a-1, train-a-2");
    }

    @Test
    void staysStoppedForTheSameImageAndGoesOnWithAnother() {
        RehearsalResult result = play(fleet(2, FAILS, CHANGES, """
                triggers:
                  - event: parameter-store-change
                    expect: RolledBack
                  - event: ec2-ami-state-change
                    after: P2D
                    expect: Duplicate
                  - event: parameter-store-change
                    after: P4D
                    parameters: { /golden/hyperpod-eks/ami-id: ami-0dddddddddddddddd }
                    expect: RolledBack
                """));

        assertThat(updates(result)).containsEntry("train-a-1", List.of());
        assertThat(updates(result).get("train-a")).hasSize(2).contains(OTHER);
        assertThat(subjects(result).stream().filter(subject -> subject.startsWith("Stopped")))
                .hasSize(2);
    }

    @Test
    void anImageThatIsNotWantedAnyMoreComesToNoFurtherCluster() {
        RehearsalResult result = play(fleet(2, CHANGES, """
                triggers:
                  - event: parameter-store-change
                    expect: Verified
                  - event: parameter-store-change
                    after: PT20M
                    parameters: { /golden/hyperpod-eks/ami-id: ami-0dddddddddddddddd }
                    expect: Duplicate
                  - event: ec2-ami-state-change
                    after: PT30M
                    expect: Quiet
                """));

        assertThat(images(result)).containsExactly(OTHER);
        assertThat(updates(result).get("train-a-1")).containsOnly(OTHER).hasSize(2);
        assertOneAfterTheOther(result);
    }

    @Test
    void goesOnOnceAPersonHasResumedIt() {
        Setting setting = fleet(2, FAILS, """
                triggers:
                  - event: ec2-ami-state-change
                    expect: RolledBack
                """);
        Driving.inVirtualThread("resumed", () -> {
            try (Account account = Furnishing.empty(setting, 1)) {
                Furnishing.surroundings(setting, account);
                Product product = new Product(account);
                product.install(setting.policy());
                Furnishing.cluster(setting, account);
                JsonNode event = setting.triggers().getFirst().event();
                account.bus.put(event);
                runUntil(account, setting.start().plus(Duration.ofDays(1)));
                account.bus.put(event);
                runUntil(account, setting.start().plus(Duration.ofDays(2)));
                assertThat(begun(account)).containsExactly("train-a");

                new FleetResuming(product.memory)
                        .resume(setting.policy().name(), "a person", "the disk was full", account.clock.now());
                account.bus.put(event);
                runUntil(account, setting.start().plus(Duration.ofDays(3)));

                assertThat(begun(account)).containsExactly("train-a", "train-a-1");
            }
            return null;
        });
    }

    private static void runUntil(Account account, Instant end) {
        while (account.clock.now().isBefore(end) && account.clock.runNext()) {
            // each step may begin something
        }
    }

    private static List<String> begun(Account account) {
        return account.hyperPod.truth().clusters().stream()
                .filter(cluster -> !cluster.updates().isEmpty())
                .map(Truth.Cluster::name)
                .toList();
    }

    @Test
    void isTakenOverFromAnExecutionThatHasEnded() {
        RehearsalResult result = play(fleet(2, CHANGES, """
                executions:
                  - { kind: stop, at: { machine: patch-fleet, state: CloseFleet } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Unknown
                  - event: parameter-store-change
                    after: P3D
                    parameters: { /golden/hyperpod-eks/ami-id: ami-0dddddddddddddddd }
                    expect: Verified
                """));

        assertThat(images(result)).containsExactly(OTHER);
    }

    @Test
    void anExecutionThatHasLostTheRecordLooksAtItsEventAnew() {
        String stopped = """
                executions:
                  - { kind: stopAndRedrive, at: { machine: patch-fleet, state: BeginTurn }, redriveAfter: %s }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Duplicate
                  - event: parameter-store-change
                    after: PT10S
                    expect: Verified
                """;

        for (String redriveAfter : List.of("PT30M", "P2D")) {
            RehearsalResult result = play(fleet(2, stopped.formatted(redriveAfter)));

            assertThat(updates(result).values())
                    .allSatisfy(each -> assertThat(each).hasSize(2));
            assertOneAfterTheOther(result);
        }
    }

    @Test
    void anAdmissionThatFailsWithTheRecordInHandLeavesNoEventBehind() {
        RehearsalResult result = play(fleet(2, """
                faults:
                  - kind: loseAnswer
                    moment: after
                    at: { function: AdmitTrigger, action: "store:write", when: { from: PT0S, to: PT2M30S } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Refused
                  - event: parameter-store-change
                    after: PT3S
                    expect: Duplicate
                """));

        assertThat(updates(result).values()).allSatisfy(each -> assertThat(each).hasSize(2));
    }

    @Test
    void whatAnEarlierDefinitionHasBegunGoesOnBesideIt() {
        Setting setting = fleet(2, CHANGES, """
                triggers:
                  - event: parameter-store-change
                    expect: Verified
                  - event: parameter-store-change
                    after: P2D
                    parameters: { /golden/hyperpod-eks/ami-id: ami-0dddddddddddddddd }
                    expect: Verified
                """);

        for (int version : List.of(1, 2)) {
            RehearsalResult result =
                    play(setting.deploying(List.of(new Deployment.Definitions(Duration.ofHours(1), version))));

            assertThat(images(result)).containsExactly(OTHER);
            assertThat(updates(result).values())
                    .allSatisfy(each -> assertThat(each).hasSize(4));
        }
    }
}
