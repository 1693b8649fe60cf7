package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.aws.events.Delivery;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.engine.HistoryEvent;
import io.hyperpatch.rehearsal.fault.Delivered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WakeUpsTest {

    private static final String INPUT = "{\"cluster\": {\"arn\": \"%s\"}}".formatted(Left.ARN);

    private final Left left = Left.verified();

    /** From the start to six minutes after it. */
    @BeforeEach
    void aRunWatches() {
        watches("AwaitSignal");
    }

    private void watches(String... states) {
        left.executions.clear();
        left.history.clear();
        for (int i = 0; i < states.length; i++) {
            left.entered(states[i], 2 * i);
        }
        left.execution("watch-update", "c-1-w1", ExecutionStatus.SUCCEEDED, INPUT, "{}", null, 0);
    }

    @Test
    void noticesNewsThatNoLookFollowed() {
        news("SageMaker HyperPod Cluster State Change", "");
        looked(4);

        assertThat(wakeUps()).singleElement().asString().contains("c-1-w1 heard news");
    }

    @Test
    void acceptsNewsThatALookFollowedAtOnce() {
        news(
                "SageMaker HyperPod Cluster Event",
                "UpdateClusterSoftware completed successfully for IG gpu in Cluster c.");
        looked(1);

        assertThat(wakeUps()).isEmpty();
    }

    @Test
    void acceptsNewsThatALookFollowedWhichHadLostTheLease() {
        left.executions.clear();
        left.answered("Fenced", 1);
        left.execution("watch-update", "c-1-w1", ExecutionStatus.SUCCEEDED, INPUT, "{}", null, 0);
        news("SageMaker HyperPod Cluster State Change", "");

        assertThat(wakeUps()).isEmpty();
    }

    @Test
    void acceptsALookWithoutTheLeaseWhoseAnswerCameLate() {
        restsUntilALookWithoutTheLease(2);

        assertThat(wakeUps()).isEmpty();
    }

    @Test
    void noticesALookWithoutTheLeaseThatBeganTooLate() {
        restsUntilALookWithoutTheLease(4);

        assertThat(wakeUps()).hasSize(1);
    }

    /** Its answer comes after five minutes. */
    private void restsUntilALookWithoutTheLease(int minutes) {
        left.executions.clear();
        left.history.clear();
        left.entered("AwaitSignal", 0);
        left.history.add(new HistoryEvent(
                2, 1, Left.at(0), "TaskScheduled", Map.of("parameters", Map.of("Payload", Map.of("rest", true)))));
        left.entered("LookAtUpdate", minutes);
        left.answered("Fenced", 5);
        left.execution("watch-update", "c-1-w1", ExecutionStatus.SUCCEEDED, INPUT, "{}", null, 0);
        news("SageMaker HyperPod Cluster State Change", "");
    }

    @Test
    void countsNoOtherAnswerAsALook() {
        left.executions.clear();
        left.answered("Waiting", 1);
        left.execution("watch-update", "c-1-w1", ExecutionStatus.SUCCEEDED, INPUT, "{}", null, 0);
        news("SageMaker HyperPod Cluster State Change", "");

        assertThat(wakeUps()).hasSize(1);
    }

    @Test
    void doesNotCountWhatIsNoNews() {
        news("SageMaker HyperPod Cluster Event", "Instance i-1 in IG gpu updated successfully.");

        assertThat(wakeUps()).isEmpty();
    }

    @Test
    void asksNothingOfARunThatFaultsKeptFromHearing() {
        news("SageMaker HyperPod Cluster State Change", "");
        left.faults.add(new Delivered(Left.at(1), "throttle", "AwaitSignal", "store:write"));

        assertThat(wakeUps()).isEmpty();
    }

    @Test
    void asksNothingOfAWatchThatAnotherHasFollowed() {
        another(1, 0);
        news("SageMaker HyperPod Cluster State Change", "");

        assertThat(wakeUps()).singleElement().asString().contains("c-1-w2 heard news");
    }

    @Test
    void asksNothingOfAWatchWhoseNewsARedrivenOneHears() {
        another(-1, 1);
        news("SageMaker HyperPod Cluster State Change", "");

        assertThat(wakeUps()).isEmpty();
    }

    @Test
    void asksNothingOfAWaitWhosePlaceARedrivenWatchTookBeforeItEnded() {
        redrivenUntil(0);
        news("SageMaker HyperPod Cluster State Change", "");

        assertThat(wakeUps()).isEmpty();
    }

    @Test
    void asksAgainOnceAWaitHasBegunAfterTheRedrivenWatchEnded() {
        redrivenUntil(-1);
        news("SageMaker HyperPod Cluster State Change", "");

        assertThat(wakeUps()).hasSize(1);
    }

    /** A watch that was redriven, and ended so many minutes after the start of the wait. */
    private void redrivenUntil(int minutes) {
        another(-1, 1);
        ExecutionView other = left.executions.removeLast();
        left.executions.add(new ExecutionView(
                other.arn(),
                other.name(),
                other.machine(),
                other.stateMachineArn(),
                other.status(),
                other.input(),
                other.output(),
                other.error(),
                other.cause(),
                other.startDate(),
                Optional.of(Left.at(minutes)),
                other.history(),
                1,
                other.redriveCount()));
    }

    private void another(int secondsLater, int redrives) {
        ExecutionView first = left.executions.getFirst();
        left.executions.add(new ExecutionView(
                first.arn() + "2",
                "c-1-w2",
                first.machine(),
                first.stateMachineArn(),
                first.status(),
                first.input(),
                first.output(),
                first.error(),
                first.cause(),
                first.startDate().plusSeconds(secondsLater),
                first.stopDate(),
                first.history(),
                1,
                redrives));
    }

    @Test
    void waitsForALookThatIsSlow() {
        news("SageMaker HyperPod Cluster State Change", "");
        left.faults.add(new Delivered(Left.at(0), "delayAnswer", "LookAtUpdate", "lambda:Invoke"));
        watches("LookAtUpdate", "AwaitSignal");
        looked(2);

        assertThat(wakeUps()).isEmpty();
    }

    @Test
    void noticesNewsThatASlowLookHasMissedAndNoneFollowed() {
        news("SageMaker HyperPod Cluster State Change", "");
        left.faults.add(new Delivered(Left.at(0), "delayAnswer", "LookAtUpdate", "lambda:Invoke"));
        watches("LookAtUpdate", "AwaitSignal");
        looked(3);

        assertThat(wakeUps()).hasSize(1);
    }

    @Test
    void asksNothingOfARunThatIsDeafAfterAFailedLook() {
        news("SageMaker HyperPod Cluster State Change", "");
        watches("WaitAfterFailedLook");

        assertThat(wakeUps()).isEmpty();
    }

    private void news(String type, String description) {
        left.deliveries.add(new Delivery(
                Left.at(1), "ClusterChanged", "WakeRun", Left.json("""
                {"detail-type": "%s", "resources": ["%s"], "detail": {"EventDetails": {"Description": "%s"}}}
                """.formatted(type, Left.ARN, description))));
    }

    private void looked(int minutes) {
        left.call("LookAtUpdate", "DescribeCluster", Left.json("{}"), Left.at(minutes));
    }

    private List<String> wakeUps() {
        return left.broken(WakeUps::newsIsFollowedByALook);
    }
}
