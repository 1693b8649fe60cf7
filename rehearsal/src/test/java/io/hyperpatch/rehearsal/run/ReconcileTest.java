package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.cluster.aws.HyperPod;
import io.hyperpatch.handler.SweepWiresFunction;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.rehearsal.aws.RandomIds;
import io.hyperpatch.rehearsal.aws.TestRegion;
import io.hyperpatch.rehearsal.aws.cloudwatch.AlarmState;
import io.hyperpatch.rehearsal.lambda.Costs;
import io.hyperpatch.rehearsal.lambda.InvocationResult;
import io.hyperpatch.rehearsal.lambda.LambdaHost;
import io.hyperpatch.store.InMemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is stuck is freed: leases whose holders have died, intents that nobody has resolved, reports that nobody has sent. */
class ReconcileTest {
    private static final String WIRE = "hyperpatch-train-a-0123456789ab-1-s1-i1";

    @Test
    void freesAParkedLeaseOnceTheUpdateHasEndedAndTellsPeople() {
        RehearsalResult result = UnknownsTest.play("""
                name: stopped
                description: The run is stopped while its update is under way.
                policy: { rollout: { canary: [] } }
                executions:
                  - { kind: stop, at: { machine: patch-cluster, state: WatchUpdate } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Unknown
                expect:
                  afterwards: Verified
                """);

        assertThat(result.surprises()).isEmpty();
        assertFree(result);
        assertThat(told(result)).containsExactly("notice", "final", "resolved");
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

    private static void sweep(TestRegion region, Duration later) {
        LambdaHost lambda = new LambdaHost(
                region.clock, region.fibers, region.gate, new RandomIds(new Random(1)), Costs.USUAL, line -> {});
        lambda.register(
                "SweepWires",
                new SweepWiresFunction(
                        new HyperPod(region.clients.sagemaker()),
                        new Wires(region.clients.cloudWatch()),
                        new InMemoryStore(),
                        Clock.offset(region.clock.asClock(), later)),
                Duration.ofMinutes(2));
        List<InvocationResult> results = new ArrayList<>();
        lambda.invoke("SweepWires", JsonNodeFactory.instance.objectNode().put("holder", "arn:reconcile"), results::add);
        region.clock.runUntil(region.clock.now().plus(Duration.ofMinutes(2)));
        assertThat(results).singleElement().isInstanceOf(InvocationResult.Answered.class);
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
