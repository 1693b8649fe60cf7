package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.handler.SweepWiresFunction;
import io.hyperpatch.hyperpod.aws.HyperPod;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.rehearsal.aws.RandomIds;
import io.hyperpatch.rehearsal.aws.TestRegion;
import io.hyperpatch.rehearsal.aws.cloudwatch.AlarmState;
import io.hyperpatch.rehearsal.lambda.Costs;
import io.hyperpatch.rehearsal.lambda.InvocationResult;
import io.hyperpatch.rehearsal.lambda.LambdaHost;
import io.hyperpatch.store.InMemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is stuck is freed: leases whose holders have died, intents that nobody has resolved, reports that
 * nobody has sent.
 */
class ReconcileTest {
    private static final String WIRE = "hyperpatch-train-a-0123456789ab-1-s1-i1";

    private static final String STOPPED_IN_FLIGHT = """
            name: stopped
            description: The run is stopped while its update is under way, and reconcile has difficulties.
            policy: { rollout: { canary: [] } }
            executions:
              - { kind: stop, at: { machine: patch-cluster, state: WatchUpdate } }
              %s
            faults: [%s]
            delivery: [%s]
            triggers:
              - event: ec2-ami-state-change
                expect: Unknown
            expect:
              updates: 1
              afterwards: %s
            """;

    private static RehearsalResult stoppedInFlight(String execution, String fault, String delivery, String afterwards) {
        RehearsalResult result = UnknownsTest.play(STOPPED_IN_FLIGHT.formatted(execution, fault, delivery, afterwards));
        assertThat(result.surprises()).isEmpty();
        assertFree(result);
        UnknownsTest.assertHeld(result);
        return result;
    }

    @Test
    void freesAParkedLeaseOnceTheUpdateHasEndedAndTellsPeople() {
        RehearsalResult result = stoppedInFlight("", "", "", "Verified");

        assertThat(told(result)).containsExactly("notice", "final", "resolved");
    }

    @Test
    void tellsTheEndItselfWhereTheJanitorNeverHears() {
        RehearsalResult result = stoppedInFlight("", "", "{ kind: lost, at: { source: aws.states } }", "Verified");

        assertThat(told(result)).containsExactly("notice", "final", "resolved");
    }

    @ParameterizedTest(name = "in {0}")
    @ValueSource(strings = {"RouteOnStuck", "TakeOver", "ResolveIntents", "SettleRun", "SweepWires"})
    void isFinishedByTheNextOneWhereItIsStopped(String state) {
        for (int entry = 1; entry <= 2; entry++) {
            stoppedInFlight(
                    "- { kind: stop, at: { machine: reconcile, state: %s, when: { occurrence: %d } } }"
                            .formatted(state, entry),
                    "",
                    entry == 1 ? "" : "{ kind: lost, at: { source: aws.states } }",
                    "Verified");
        }
    }

    static Stream<Arguments> everyMoment() {
        return Stream.of("TakeOver", "ResolveIntents", "SettleRun")
                .flatMap(function -> Stream.of("before", "after").flatMap(moment -> IntStream.rangeClosed(1, 20)
                        .mapToObj(call -> Arguments.of(function, moment, call))));
    }

    /** It comes twice to this run: once while the update is under way, once after its end. */
    @ParameterizedTest(name = "{0}, {1} its call {2}")
    @MethodSource("everyMoment")
    void survivesAKilledFunction(String function, String moment, int call) {
        stoppedInFlight(
                "",
                "{ kind: killFunction, moment: %s, at: { function: %s, action: \"*\", when: { occurrence: %d } } }"
                        .formatted(moment, function, call),
                "",
                "Verified");
    }

    @Test
    void tellsNothingTwiceWhereTheScheduleComesTwice() {
        RehearsalResult result =
                stoppedInFlight("", "", "{ kind: twice, apart: PT0S, at: { source: aws.scheduler } }", "Verified");

        assertThat(told(result)).containsExactly("notice", "final", "resolved");
    }

    @Test
    void saysThatNobodyCanTellAndFreesTheLease() {
        RehearsalResult result = UnknownsTest.play(bundled("theirs-after-a-lost-call"));

        assertThat(result.surprises()).isEmpty();
        assertFree(result);
        assertThat(resolutions(result)).containsExactly("UNTELLABLE");
        UnknownsTest.assertHeld(result);
    }

    @Test
    void withdrawsWhatADeadRunHadPlanned() {
        RehearsalResult result = UnknownsTest.play(bundled("stopped-and-nobody-hears"));

        assertThat(result.surprises()).isEmpty();
        assertFree(result);
        assertThat(resolutions(result)).containsExactly("NEVER_CALLED");
        UnknownsTest.assertHeld(result);
    }

    @Test
    void sweepsAWireThatTheRunCouldNotRemove() {
        RehearsalResult result = UnknownsTest.play("""
                name: wire-left
                description: The run cannot remove its wires.
                faults:
                  - { kind: serverError, at: { function: ReleaseLease, action: "monitoring:DeleteAlarms" } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Verified
                """);

        assertThat(result.surprises()).isEmpty();
        assertThat(result.evidence().calls().stream()
                        .filter(call -> call.caller().equals("SweepWires"))
                        .filter(call -> call.action().equals("monitoring:DeleteAlarms"))
                        .flatMap(call -> call.request().path("AlarmNames").valueStream())
                        .map(JsonNode::asText))
                .as("one of each step")
                .hasSize(2)
                .doesNotHaveDuplicates();
        UnknownsTest.assertHeld(result);
    }

    @Test
    void tellsOnceOfAPatchFleetThatWasStoppedAndOfWhichNoEventCame() {
        RehearsalResult result = UnknownsTest.play("""
                name: fleet-stopped
                description: patch-fleet is stopped, and no event tells the janitor.
                executions:
                  - { kind: stop, at: { machine: patch-fleet, state: AdmitTrigger } }
                delivery:
                  - { kind: lost, at: { source: aws.states } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Unknown
                expect:
                  updates: 0
                """);

        assertThat(result.surprises()).isEmpty();
        assertThat(result.evidence().messages()).singleElement().satisfies(message -> assertThat(message.subject())
                .hasValueSatisfying(subject -> assertThat(subject).contains("patch-fleet ended early")));
        UnknownsTest.assertHeld(result);
    }

    @Test
    void neverDisturbsALivingRun() {
        RehearsalResult result = UnknownsTest.play("""
                name: living
                description: The schedule comes twice each time while the run is at work.
                delivery:
                  - { kind: twice, apart: PT1S, at: { source: aws.scheduler } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Verified
                """);

        assertThat(result.surprises()).isEmpty();
        assertThat(result.evidence().items())
                .filteredOn(item -> item.partition().equals("leases"))
                .extracting(item -> item.attributes().path("token").asInt())
                .as("taken once, never taken over")
                .containsExactly(1);
        UnknownsTest.assertHeld(result);
    }

    @Test
    void seesAnUpdateThatShowsOnlyAfterItsRunWasRefused() {
        RehearsalResult result = UnknownsTest.play("""
                name: shown-too-late
                description: Every answer is lost, and reads show the update only after five hours, longer than the product waits for it.
                policy: { rollout: { canary: [] } }
                twin:
                  pace:
                    settling: { min: PT5H }
                faults:
                  - { kind: loseAnswer, moment: after, at: { action: "sagemaker:UpdateClusterSoftware" } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Refused
                expect:
                  updates: 1
                  afterwards: Verified
                """);

        assertThat(result.surprises()).isEmpty();
        assertFree(result);
        assertThat(told(result)).containsExactly("final", "resolved");
        UnknownsTest.assertHeld(result);
    }

    @Test
    void removesAWireThatNobodyKnowsOnlyAfterNinetyDays() {
        TestRegion region = new TestRegion();
        region.alarms.force(WIRE, AlarmState.OK, "left behind by a run that nobody remembers");

        sweep(region, Duration.ofDays(90).minusMinutes(1));
        assertThat(region.alarms.names()).contains(WIRE);
        sweep(region, Duration.ofDays(90));
        assertThat(region.alarms.names()).doesNotContain(WIRE);
    }

    @Test
    void leavesTheWiresOfAnotherInstallationAlone() {
        TestRegion region = new TestRegion();
        String theirs = "hyperpatch-0badcafe.train-a-0123456789ab-1-s1-i1";
        region.alarms.force(theirs, AlarmState.OK, "made by another installation");
        region.alarms.force(WIRE, AlarmState.OK, "left behind by a run that nobody remembers");

        sweep(region, Duration.ofDays(90));

        assertThat(region.alarms.names()).containsExactly(theirs);
    }

    private static void sweep(TestRegion region, Duration later) {
        LambdaHost lambda = new LambdaHost(
                region.clock, region.fibers, region.gate, new RandomIds(new Random(1)), Costs.USUAL, line -> {});
        lambda.register(
                "SweepWires",
                new SweepWiresFunction(
                        new HyperPod(region.clients.sagemaker()),
                        new Wires(region.clients.cloudWatch()),
                        new InMemoryStore(),
                        Installation.ofTable(Product.TABLE),
                        Clock.offset(region.clock.asClock(), later)),
                Duration.ofMinutes(2));
        List<InvocationResult> results = new ArrayList<>();
        lambda.invoke("SweepWires", JsonNodeFactory.instance.objectNode().put("holder", "arn:reconcile"), results::add);
        region.clock.runUntil(region.clock.now().plus(Duration.ofMinutes(2)));
        assertThat(results).singleElement().isInstanceOf(InvocationResult.Answered.class);
    }

    private static String bundled(String scenario) {
        try (InputStream in = ReconcileTest.class.getResourceAsStream("/scenarios/" + scenario + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> resolutions(RehearsalResult result) {
        return result.evidence().items().stream()
                .filter(item -> item.sort().startsWith("intent/"))
                .map(item -> item.attributes().at("/resolution/as").asText())
                .toList();
    }

    private static void assertFree(RehearsalResult result) {
        assertThat(result.evidence().items())
                .filteredOn(item -> item.partition().equals("leases"))
                .extracting(item -> item.attributes().path("state").asText())
                .containsOnly("FREE");
    }

    /** The last parts of the ids under which people were told. */
    private static List<String> told(RehearsalResult result) {
        return result.evidence().messages().stream()
                .map(message -> message.attributes().get("id").value())
                .map(id -> id.substring(id.lastIndexOf('/') + 1))
                .toList();
    }
}
