package io.hyperpatch.rehearsal.fault;

import static io.hyperpatch.rehearsal.aws.TestRegion.READ_TIMEOUT;
import static io.hyperpatch.rehearsal.aws.TestRegion.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.aws.CallResult;
import io.hyperpatch.rehearsal.aws.TestRegion;
import io.hyperpatch.rehearsal.clock.Fibers;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.SsmException;

class FaultGateTest {

    private static final String TOPIC = "arn:aws:sns:us-west-2:111122223333:hyperpatch";
    private static final String PUBLISH = "sns:Publish";

    @Test
    void throttlesUntilTheSdkHasRetriedEnoughInVirtualTime() {
        TestRegion region = region(new Fault.Throttle(Calls.of("ssm:GetParameter", When.ALWAYS)));
        SsmClient ssm = region.clients.ssm();

        assertThatThrownBy(() -> region.as("admit", () -> ssm.getParameter(r -> r.name("/golden"))))
                .isInstanceOfSatisfying(SsmException.class, e -> assertThat(e.isThrottlingException())
                        .isTrue());
        assertThat(region.log.of("ssm:GetParameter")).hasSize(4).allSatisfy(call -> assertThat(call.result())
                .isEqualTo(new CallResult.Refused(400, "ThrottlingException", false)));
        assertThat(region.delivered.countsByKind()).containsEntry("throttle", 4L);
        assertThat(elapsed(region)).isBetween(Duration.ofMillis(160), Duration.ofSeconds(8));
    }

    @Test
    void throttlesOnceAndTheRetrySucceeds() {
        TestRegion region = region(new Fault.Throttle(Calls.of("ec2:*", When.nth(1))));
        var ec2 = region.clients.ec2();

        region.as("validate", () -> ec2.describeImages(r -> r.owners("self")));
        assertThat(region.log.all())
                .extracting(ApiCall::result)
                .containsExactly(new CallResult.Refused(503, "RequestLimitExceeded", false), new CallResult.Ok());
    }

    @Test
    void answersWithAServerErrorBeforeTheEffect() {
        TestRegion region = region(new Fault.ServerError(Calls.of("ec2:DescribeImages", When.ALWAYS), 503, null));
        var ec2 = region.clients.ec2();
        assertThatThrownBy(() -> region.as("validate", () -> ec2.describeImages(r -> r.owners("self"))))
                .isInstanceOfSatisfying(
                        Ec2Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503));
    }

    @Test
    void answersWithAServerErrorAlthoughTheCallTookEffect() {
        TestRegion region = region(new Fault.ServerError(Calls.of(PUBLISH, When.nth(1)), null, Moment.AFTER));
        publish(region);

        assertThat(region.sns.messages()).as("the lost first, and the retry").hasSize(2);
        assertThat(region.log.of(PUBLISH).getFirst().result())
                .isEqualTo(new CallResult.Refused(500, "InternalFailure", true));
    }

    @Test
    void losesTheAnswerOfACallThatTookNoEffect() {
        TestRegion region = region(new Fault.LoseAnswer(Calls.of(PUBLISH, When.ALWAYS), Moment.BEFORE));

        assertThatThrownBy(() -> publish(region))
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseInstanceOf(SocketTimeoutException.class);
        assertThat(region.sns.messages()).isEmpty();
        assertThat(region.log.of(PUBLISH)).extracting(ApiCall::result).containsOnly(new CallResult.Lost(false));
        assertThat(elapsed(region)).isGreaterThanOrEqualTo(READ_TIMEOUT.multipliedBy(4));
    }

    @Test
    void losesTheAnswerOfACallThatTookEffect() {
        TestRegion region = region(new Fault.LoseAnswer(Calls.of(PUBLISH, When.nth(1)), Moment.AFTER));
        publish(region);

        assertThat(region.sns.messages()).hasSize(2);
        assertThat(region.log.of(PUBLISH))
                .extracting(ApiCall::result)
                .containsExactly(new CallResult.Lost(true), new CallResult.Ok());
    }

    @Test
    void delaysAnAnswer() {
        TestRegion region = region(new Fault.DelayAnswer(Calls.of(PUBLISH, When.ALWAYS), Duration.ofSeconds(9)));
        publish(region);
        assertThat(elapsed(region)).isEqualTo(Duration.ofMillis(9040));
        assertThat(region.log.of(PUBLISH)).hasSize(1);
    }

    @Test
    void losesAnAnswerThatIsDelayedBeyondThePatienceOfTheClient() {
        TestRegion region = region(new Fault.DelayAnswer(Calls.of(PUBLISH, When.nth(1)), Duration.ofSeconds(11)));
        publish(region);
        assertThat(region.log.of(PUBLISH))
                .extracting(ApiCall::result)
                .containsExactly(new CallResult.Lost(true), new CallResult.Ok());
    }

    @Test
    void killsTheFunctionBeforeAndAfterTheEffect() {
        for (Moment moment : Moment.values()) {
            TestRegion region = region(new Fault.KillFunction(Calls.of(PUBLISH, When.nth(2)), moment));
            List<String> steps = new ArrayList<>();
            SnsClient sns = region.clients.sns();
            Fibers.Fiber fiber = region.fibers.start("report", () -> {
                for (int i = 1; i <= 3; i++) {
                    sns.publish(r -> r.topicArn(TOPIC).message("body"));
                    steps.add("published " + i);
                }
            });
            region.clock.runWhile(() -> !fiber.ended());

            assertThat(steps).containsExactly("published 1");
            assertThat(region.sns.messages()).hasSize(moment == Moment.AFTER ? 2 : 1);
            assertThat(region.log.all().getLast().result())
                    .isEqualTo(new CallResult.CallerKilled(moment == Moment.AFTER));
            assertThat(region.delivered.countsByKind()).containsEntry("killFunction", 1L);
        }
    }

    @Test
    void strikesOnlyTheFunctionInTheTimeThatTheScenarioNames() {
        When window = new When(null, null, null, Duration.ofMinutes(1), Duration.ofMinutes(2));
        TestRegion region = region(new Fault.Throttle(new Calls("watch*", null, window)));
        SnsClient sns = region.clients.sns();
        for (int minute = 0; minute < 3; minute++) {
            region.clock.runUntil(START.plus(Duration.ofSeconds(60L * minute + 40)));
            for (String function : List.of("watch-update", "report")) {
                region.fibers.start(function, () -> {
                    try {
                        sns.publish(r -> r.topicArn(TOPIC).message("body"));
                    } catch (RuntimeException throttled) {
                        assertThat(throttled).hasMessageContaining("Rate exceeded");
                    }
                });
            }
        }
        region.clock.runUntil(START.plus(Duration.ofMinutes(5)));

        assertThat(region.delivered.all()).isNotEmpty().allSatisfy(fault -> {
            assertThat(fault.function()).isEqualTo("watch-update");
            assertThat(fault.at()).isBetween(START.plusSeconds(60), START.plusSeconds(119));
        });
    }

    @Test
    void strikesAtMostSoOften() {
        TestRegion region = region(new Fault.Throttle(Calls.of(PUBLISH, new When(null, 2, null, null, null))));
        publish(region);
        assertThat(region.log.of(PUBLISH)).hasSize(3);
    }

    @Test
    void repeatsItselfExactlyForTheSameSeed() {
        assertThat(callsOf(7)).isEqualTo(callsOf(7)).isNotEqualTo(callsOf(8));
    }

    private static List<ApiCall> callsOf(long seed) {
        TestRegion region = new TestRegion(
                List.of(
                        new Fault.Throttle(new Calls(null, null, When.drawn(0.3))),
                        new Fault.LoseAnswer(new Calls(null, "sns:*", When.drawn(0.2)), Moment.AFTER)),
                List.of(),
                seed);
        region.sns.createTopic(TOPIC);
        SnsClient sns = region.clients.sns();
        for (int i = 0; i < 10; i++) {
            region.fibers.start("report", () -> {
                try {
                    sns.publish(r -> r.topicArn(TOPIC).message("body"));
                } catch (RuntimeException exhausted) {
                    assertThat(exhausted).isNotNull();
                }
            });
        }
        region.clock.runUntil(START.plus(Duration.ofHours(1)));
        assertThat(region.delivered.countsByKind()).containsKeys("throttle", "loseAnswer");
        return region.log.all();
    }

    private static void publish(TestRegion region) {
        SnsClient sns = region.repeatingSns();
        region.as("report", () -> sns.publish(r -> r.topicArn(TOPIC).message("body")));
    }

    private static TestRegion region(Fault fault) {
        TestRegion region = new TestRegion(List.of(fault), List.of(), 5);
        region.sns.createTopic(TOPIC);
        return region;
    }

    private static Duration elapsed(TestRegion region) {
        return Duration.between(START, region.clock.now());
    }
}
