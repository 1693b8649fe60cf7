package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.harm.Harm;
import io.hyperpatch.harm.Harms;
import io.hyperpatch.rehearsal.clock.Driving;
import io.hyperpatch.rehearsal.installation.Unblocking;
import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import io.hyperpatch.rehearsal.setting.Deployment;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.run.RunName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An image that did harm in a group is not begun there again, whatever changes around it, until a person lifts that. */
class HarmfulImagesTest {
    private static final String NEWEST = """
            policy:
              image:
                track: { ssm: null, hyperpod: latest }
                owners: [amazon]
                minimumAge: null
            """;

    private static final String WEEK_BY_WEEK = """
            triggers:
              - event: scheduled-event
                expect: %s
              - event: scheduled-event
                after: P7D
                with: { time: "2026-11-28T02:00:00Z" }
                expect: Refused
              - event: scheduled-event
                after: P14D
                with: { time: "2026-12-05T02:00:00Z" }
                expect: Refused
            expect: { updates: %d }
            """;

    private static final String FAILS = """
            twin:
              mishaps: { lifecycleScriptFails: ["gpu/9"] }
            """;

    /** HyperPod does not show which Kubernetes line a group is on: where there are two, nothing names its image. */
    private static final String ANOTHER_LINE =
            "/aws/service/sagemaker-hyperpod/ami/x86_64/eks-1.99-amazon-linux-2/latest/ami-id";

    private static final String TWICE = """
            triggers:
              - event: ec2-ami-state-change
                expect: RolledBack
              - event: %s
                after: P2D
                expect: %s
            expect: { updates: %d }
            """;

    private static final String RELEASED = "operator-request\n    with: { detail: { release: true } }";

    private static Setting setting(String... parts) {
        String text = "name: harmful\ndescription: An image does harm.\n" + String.join("", parts);
        return new Preparation(
                        Given.of(new ScenarioReader().read("harmful.yaml", text.getBytes(StandardCharsets.UTF_8))))
                .setting();
    }

    private static RehearsalResult play(Setting setting) {
        try (Rehearsal rehearsal = new Rehearsal(setting, 1)) {
            return rehearsal.run(Watcher.NOBODY);
        }
    }

    private static RehearsalResult playAsDeclared(Setting setting) {
        RehearsalResult result = play(setting);
        assertThat(result.surprises()).isEmpty();
        UnknownsTest.assertHeld(result);
        return result;
    }

    private static void assertNamesTheWayOut(TriggerEnd refused, String image) {
        assertThat(refused.reason())
                .contains("is blocked in group gpu of train-a: the service rolled it back in run train-a-")
                .endsWith("./hyperpatch unblock train-a " + image + " --reason TEXT");
    }

    @Test
    void theNewestImageThatFailedIsNotBegunAgainNextWeek() {
        RehearsalResult result = playAsDeclared(setting(
                NEWEST.replace("minimumAge: null", "minimumAge: null\n  rollout: { canary: [gpu] }"),
                FAILS,
                "  images: { defaultImage: ami-0ddddddddddddddd1 }\n",
                WEEK_BY_WEEK.formatted("RolledBack", 1)));

        assertNamesTheWayOut(result.triggers().getLast(), "ami-0ddddddddddddddd1");
    }

    @Test
    void norIsItWhereACanaryKeepsIt() {
        RehearsalResult result = playAsDeclared(setting(
                NEWEST,
                FAILS,
                "  images: { defaultImage: ami-0ddddddddddddddd1 }\n",
                WEEK_BY_WEEK.formatted("RolledBack", 2)));

        assertNamesTheWayOut(result.triggers().get(1), "ami-0ddddddddddddddd1");
    }

    @Test
    void norIsItWhereNothingNamesTheImageAndATimeStandsForIt() {
        RehearsalResult result = playAsDeclared(setting(
                NEWEST.replace("minimumAge: null", "minimumAge: null\n  rollout: { canary: [gpu] }"),
                FAILS,
                "  unknowns: { imagesShown: NONE }\n",
                "parameters: { " + ANOTHER_LINE + ": ami-0eeeeeeeeeeeeeee1 }\n",
                WEEK_BY_WEEK.formatted("RolledBack", 1)));

        assertNamesTheWayOut(result.triggers().get(1), "default");
        assertThat(result.triggers().getLast().run())
                .isNotEqualTo(result.triggers().get(1).run());
    }

    @Test
    void staysBlockedWhenAGroupIsAdded() {
        String added = "happenings: [{ happens: groupAdded, when: { afterStart: P1D }, group: later, like: system,"
                + " targetCount: 2 }]\n";

        RehearsalResult result =
                playAsDeclared(setting(FAILS, added, TWICE.formatted("ec2-ami-state-change", "Refused", 2)));

        assertThat(result.triggers().getLast().reason()).contains("is blocked in group gpu of train-a");
    }

    @Test
    void staysBlockedWhenAGroupIsRemoved() {
        String removed = "happenings: [{ happens: groupRemoved, when: { afterStart: P1D }, group: system }]\n";

        playAsDeclared(setting(FAILS, removed, TWICE.formatted("ec2-ami-state-change", "Refused", 2)));
    }

    @Test
    void staysBlockedUnderANewNameOfThePolicy() {
        Setting setting = setting(FAILS, TWICE.formatted("ec2-ami-state-change", "Refused", 2))
                .deploying(List.of(new Deployment.Renamed(Duration.ofDays(1), "renamed-fleet")));

        RehearsalResult result = playAsDeclared(setting);

        assertThat(result.faultsStruck()).containsEntry("renamedPolicy", 1L);
    }

    @Test
    void beginsOnceAPersonReleasesIt() {
        RehearsalResult result = playAsDeclared(setting(FAILS, TWICE.formatted(RELEASED, "RolledBack", 3)));

        assertThat(result.evidence().items())
                .filteredOn(item -> item.sort().startsWith("harm/gpu/"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.attributes().has("lifted"))
                            .as("the second run did harm again")
                            .isFalse();
                    assertThat(item.attributes().path("run").asText()).endsWith("-2");
                });
    }

    @Test
    void beginsByTheClockOnceAPersonHasUnblockedIt() {
        Setting setting = setting(
                FAILS,
                TWICE.formatted("scheduled-event\n    with: { time: \"2026-11-23T02:00:00Z\" }", "RolledBack", 3));
        Driving.inVirtualThread("unblocked", () -> {
            try (Account account = Furnishing.empty(setting, 1)) {
                Furnishing.surroundings(setting, account);
                Product product = new Product(account);
                product.install(setting.policy(), setting.names().partition());
                Furnishing.cluster(setting, account);
                setting.triggers()
                        .forEach(trigger ->
                                account.clock.after(trigger.after(), () -> account.bus.put(trigger.event())));
                account.clock.runUntil(setting.start().plus(Duration.ofDays(1)));
                assertThat(account.hyperPod.truth().calls()).hasSize(2);

                new Unblocking(product.memory)
                        .lift(
                                "train-a",
                                setting.names().image(),
                                new Harm.Lifted("dana", "the disk was full", account.clock.now()));
                account.clock.runUntil(setting.start().plus(Duration.ofDays(3)));

                assertThat(account.hyperPod.truth().calls()).hasSize(3);
                assertThat(new Harms(product.memory).of(arn(setting)))
                        .as("it did harm again")
                        .singleElement()
                        .satisfies(harm -> assertThat(harm.isInForce()).isTrue());
                return null;
            }
        });
    }

    private static ClusterArn arn(Setting setting) {
        return ClusterArn.of(setting.cluster().path("ClusterArn").asText());
    }

    /** As another run would leave it behind that ends after this one was admitted. */
    @Test
    void isNotCalledAtItsTurnWhereItDidHarmSinceItWasAdmitted() {
        Setting setting =
                new Preparation(Given.of(BundledScenarios.find("success").orElseThrow())).setting();
        Driving.inVirtualThread("harmed", () -> {
            try (Account account = Furnishing.empty(setting, 1)) {
                Furnishing.surroundings(setting, account);
                Product product = new Product(account);
                product.install(setting.policy(), setting.names().partition());
                Furnishing.cluster(setting, account);
                setting.triggers().forEach(trigger -> account.bus.put(trigger.event()));
                while (product.memory.items().stream()
                        .noneMatch(item -> item.key().partition().equals("leases"))) {
                    assertThat(account.clock.runNext()).isTrue();
                }
                new Harms(product.memory)
                        .record(
                                arn(setting),
                                Harm.of(
                                        "gpu",
                                        setting.names().image(),
                                        Optional.empty(),
                                        Harm.Kind.HARMED,
                                        Harm.By.NODES,
                                        RunName.of("train-a-0123456789ab-1"),
                                        account.clock.now()));
                account.clock.runUntil(setting.start().plus(Duration.ofHours(3)));

                assertThat(account.hyperPod.truth().calls()).isEmpty();
                assertThat(account.sns.messages())
                        .singleElement()
                        .satisfies(
                                mail -> assertThat(mail.body())
                                        .startsWith("Refused")
                                        .contains(
                                                "is blocked in group gpu of train-a: nodes failed on it in run train-a-0123456789ab-1"));
                return null;
            }
        });
    }
}
