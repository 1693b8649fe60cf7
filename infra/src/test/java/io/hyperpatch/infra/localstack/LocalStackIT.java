package io.hyperpatch.infra.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.infra.localstack.Inbox.Notification;
import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rehearsal.setting.Setting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * The synthesized template, deployed as it stands: from an event to the notification. Cases are at work beside each other, each on a
 * cluster and by a policy of its own, and each test waits for its own.
 */
@ExtendWith(DockerRequired.class)
class LocalStackIT {
    private static final String NEW = "ami-0f1e2d3c4b5a69788";
    private static final String OLD = "ami-0c0ffee0000000001";
    private static final Duration SOON = Duration.ofMinutes(3);

    private static LocalStack aws;
    private static Installed installed;

    @RegisterExtension
    private static final TestWatcher WATCHER = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            System.err.println(context.getDisplayName() + " failed: " + cause + Diagnosis.of(installed));
        }
    };

    @BeforeAll
    static void install() throws IOException {
        aws = LocalStack.start();
        try {
            installed = new Installed(aws);
            begin();
        } catch (IOException | RuntimeException | Error e) {
            System.err.println(e + (installed == null ? Diagnosis.logs(aws) : Diagnosis.of(installed)));
            throw e;
        }
    }

    /**
     * The kill switch is for all: what begins an update comes after. A case to which a further event comes while it is at work is looked at
     * again by the policy that is installed then: so each of the two has ended, or is the last.
     */
    private static void begin() {
        installed.play(Staged.PAUSED);
        KillSwitch.turnOn(installed.store(), "nothing is patched before the review", "test", Instant.now());
        Stream.of(Staged.OBSERVED, Staged.REFUSED, Staged.FAILING, Staged.MALFORMED)
                .forEach(installed::play);
        installed.end(Staged.PAUSED);
        KillSwitch.turnOff(installed.store(), "test", Instant.now());
        Stream.of(Staged.STOPPED, Staged.VERIFIED, Staged.ROLLED_BACK).forEach(installed::play);
        stop();
        installed.end(Staged.ROLLED_BACK);
        installed.alarmed(Staged.ROLLED_BACK).forEach(installed::answer);
        installed.play(Staged.TWICE);
    }

    private static void stop() {
        Await.until("the update is watched", SOON, () -> installed.of(Machines.WATCH_UPDATE, Staged.STOPPED).stream()
                .anyMatch(watch -> installed.executions.visited(watch).contains("AwaitSignal")));
        String run = installed.of(Machines.PATCH_CLUSTER, Staged.STOPPED).getFirst();
        installed.executions.client().stopExecution(stop -> stop.executionArn(run));
    }

    @AfterAll
    static void remove() {
        if (installed != null) {
            installed.close();
        }
        if (aws != null) {
            aws.close();
        }
    }

    @Test
    void anImageIsReleasedAndPeopleAreToldThatItRunsEverywhere() {
        Notification told = told(Staged.VERIFIED, "Verified");

        assertThat(told.body()).contains("all 4 nodes of 2 instance groups run " + NEW);
        assertThat(imagesOf(Staged.VERIFIED)).containsExactly(NEW);
        assertThat(lease(Staged.VERIFIED)).isEqualTo(Lease.State.FREE);
    }

    @Test
    void twoDifferentEventsAboutOneImageBeginOneRun() {
        List<JsonNode> ends = installed.fleets(Staged.TWICE).stream()
                .map(fleet -> installed.answer(fleet).at("/runs/0"))
                .toList();

        assertThat(ends)
                .extracting(end -> end.path("outcome").asText())
                .containsExactlyInAnyOrder("Verified", "Duplicate");
        assertThat(ends)
                .extracting(end -> end.path("run").asText())
                .hasSize(2)
                .containsOnly(ends.getFirst().path("run").asText());
        assertThat(installed.of(Machines.PATCH_CLUSTER, Staged.TWICE)).hasSize(1);
        assertThat(installed.notification(ends.getFirst()).attributes()).containsEntry("outcome", "Verified");
    }

    /** One that comes while a run rests is seen only by its next look: of several updates, some event comes at another time. */
    @Test
    void anEventOfTheClusterWakesARunThatWaits() {
        List<Staged> patching = List.of(Staged.VERIFIED, Staged.TWICE, Staged.ROLLED_BACK);
        patching.forEach(installed::end);

        assertThat(patching.stream()
                        .flatMap(staged -> installed.of(Machines.WATCH_UPDATE, staged).stream())
                        .flatMap(watch -> installed.executions.history(watch).stream())
                        .filter(event -> event.type() == HistoryEventType.TASK_FAILED)
                        .map(event -> event.taskFailedEventDetails().error()))
                .contains("Hyperpatch.Signalled");
    }

    @Test
    void theServiceRollsBackWhenAnAlarmGoesOff() {
        told(Staged.ROLLED_BACK, "RolledBack");

        assertThat(imagesOf(Staged.ROLLED_BACK)).containsExactly(OLD);
        assertThat(lease(Staged.ROLLED_BACK)).isEqualTo(Lease.State.FREE);
    }

    @Test
    void anImageThatDoesNotFitIsRefused() {
        assertThat(told(Staged.REFUSED, "Refused").body()).contains("architecture");
        assertUntouched(Staged.REFUSED);
    }

    @Test
    void whoeverObservesIsToldThePlan() {
        assertThat(told(Staged.OBSERVED, "Observed").body()).contains("step 1 (canary)");
        assertUntouched(Staged.OBSERVED);
    }

    @Test
    void nothingIsBegunWhileTheKillSwitchIsOn() {
        assertThat(told(Staged.PAUSED, "Refused").body()).contains("nothing is patched before the review");
        assertUntouched(Staged.PAUSED);
    }

    @Test
    void aFunctionThatFailsUntilItsRetriesEndIsReported() {
        assertThat(told(Staged.FAILING, "Refused").body()).contains("CheckReadiness failed");
        assertUntouched(Staged.FAILING);
    }

    @Test
    void aMalformedRequestIsRefused() {
        String fleet = installed.fleets(Staged.MALFORMED).getFirst();
        JsonNode answer = installed.answer(fleet);

        assertThat(answer.toString()).contains("downgrade");
        assertThat(installed.of(Machines.PATCH_CLUSTER, Staged.MALFORMED)).isEmpty();
        assertThat(installed.inbox.first(fleet))
                .satisfies(told -> assertThat(told.attributes()).containsEntry("outcome", "Refused"))
                .satisfies(told -> assertThat(told.body()).contains("downgrade"));
    }

    @Test
    void aRunThatIsStoppedFromOutsideIsReportedAndResolvedLater() {
        String run = installed.of(Machines.PATCH_CLUSTER, Staged.STOPPED).getFirst();
        String name = run.substring(run.lastIndexOf(':') + 1);

        assertThat(installed.inbox.first(name, "the execution ended ABORTED").attributes())
                .containsEntry("outcome", "Unknown")
                .containsEntry("cluster", Staged.STOPPED.cluster());
        Await.until("the lease is parked", SOON, () -> lease(Staged.STOPPED) == Lease.State.PARKED);

        Await.until("reconcile has told how it turned out", SOON, () -> {
            reconcile();
            return !installed.inbox.all(name + "/resolved").isEmpty();
        });
        assertThat(installed.inbox.first(name + "/resolved").attributes()).containsEntry("outcome", "Verified");
        assertThat(imagesOf(Staged.STOPPED)).containsExactly(NEW);
        assertThat(lease(Staged.STOPPED)).isEqualTo(Lease.State.FREE);
    }

    /** LocalStack keeps schedules, and never acts on them: what is due is started with the input that the schedule has. */
    private static void reconcile() {
        Deployment.Scheduled due = installed.deployment.schedule("Reconcile");
        String execution = installed
                .executions
                .client()
                .startExecution(start -> start.stateMachineArn(due.machine()).input(due.input()))
                .executionArn();
        installed.executions.output(execution, SOON);
    }

    @ParameterizedTest
    @EnumSource
    void bothEnginesGoTheSameWay(Staged staged) {
        installed.fleets(staged).forEach(installed::answer);
        List<String> workflows = List.of(Machines.PATCH_FLEET, Machines.PATCH_CLUSTER, Machines.WATCH_UPDATE);

        assertThat(staged.rehearsed())
                .extracting(setting -> Trails.inRehearsal(setting, workflows))
                .contains(Trails.onLocalStack(installed, staged, workflows));
    }

    private static Notification told(Staged staged, String outcome) {
        JsonNode end = installed.end(staged);
        assertThat(end.path("outcome").asText()).as(end.toString()).isEqualTo(outcome);
        Notification told = installed.notification(end);
        assertThat(told.attributes()).containsEntry("outcome", outcome).containsEntry("cluster", staged.cluster());
        return told;
    }

    private static void assertUntouched(Staged staged) {
        assertThat(imagesOf(staged)).containsExactly(OLD);
        assertThat(lease(staged)).isEqualTo(Lease.State.FREE);
        assertThat(installed.of(Machines.WATCH_UPDATE, staged)).isEmpty();
    }

    private static Set<String> imagesOf(Staged staged) {
        return installed.region.imagesOf(staged.cluster());
    }

    private static Lease.State lease(Staged staged) {
        Setting setting = staged.setting();
        return new Leases(installed.store())
                .find(ClusterArn.of(setting.names().clusterArn()))
                .orElseThrow()
                .state();
    }
}
