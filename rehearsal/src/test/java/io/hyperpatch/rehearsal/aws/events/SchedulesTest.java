package io.hyperpatch.rehearsal.aws.events;

import static io.hyperpatch.rehearsal.aws.TestRegion.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.admission.Return;
import io.hyperpatch.admission.aws.Returns;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.rehearsal.aws.TestRegion;
import io.hyperpatch.rehearsal.fault.Calls;
import io.hyperpatch.rehearsal.fault.Deliveries;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.When;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

class SchedulesTest {
    private static final String WORKFLOW = "arn:aws:states:us-west-2:111122223333:stateMachine:patch-fleet";
    private static final String ROLE = "arn:aws:iam::111122223333:role/returns";
    private static final String QUEUE = "arn:aws:sqs:us-west-2:111122223333:dead-letters";
    private static final Instant DUE = START.plus(Duration.ofDays(3));

    private final List<JsonNode> started = new ArrayList<>();

    private TestRegion region(List<Fault> faults, List<DeliveryFault> deliveryFaults) {
        TestRegion region = new TestRegion(faults, deliveryFaults, 1);
        region.schedules.group("returns", started::add);
        return region;
    }

    private static Returns returns(TestRegion region) {
        return new Returns(region.clients.scheduler(), new Returns.Places("returns", ROLE, QUEUE));
    }

    private static void schedule(TestRegion region, Returns returns) {
        region.as("ScheduleReturn", () -> {
            returns.schedule(Return.of("gpu-fleet", DUE, region.clock.now()), WORKFLOW);
            return null;
        });
    }

    @Test
    void startsTheWorkflowOnceWithAnEventThatAdmissionReads() {
        TestRegion region = region(List.of(), List.of());
        schedule(region, returns(region));
        assertThat(region.schedules.lastDue()).contains(DUE);

        region.clock.runUntil(DUE.minusSeconds(1));
        assertThat(started).isEmpty();
        region.clock.runUntil(DUE.plus(Duration.ofDays(9)));

        assertThat(started).hasSize(1);
        assertThat(new EventParser().parse(started.getFirst()))
                .isEqualTo(new Trigger.ScheduleDue(LocalDate.parse("2026-03-04")));
        assertThat(started.getFirst().at("/resources/0").textValue())
                .isEqualTo("arn:aws:scheduler:us-west-2:111122223333:schedule/returns/gpu-fleet-20260304T000000");
        assertThat(region.schedules.lastDue()).isEmpty();
    }

    @Test
    void comesOnceHoweverOftenItIsAskedForAndEvenIfTheAnswerIsLost() {
        TestRegion region = region(
                List.of(new Fault.LoseAnswer(
                        new Calls("ScheduleReturn", "scheduler:CreateSchedule", When.nth(1)),
                        io.hyperpatch.rehearsal.fault.Moment.AFTER)),
                List.of());
        Returns returns = returns(region);
        schedule(region, returns);
        schedule(region, returns);
        region.clock.runUntil(DUE.plusSeconds(60));

        assertThat(region.log.of("scheduler:CreateSchedule")).hasSize(3);
        assertThat(started).hasSize(1);
    }

    @Test
    void isTriedForADayAndThenKeptAndNeverOutlivesItsTime() {
        TestRegion region = region(List.of(), List.of());
        schedule(region, returns(region));
        JsonNode request = region.log.of("scheduler:CreateSchedule").getFirst().request();

        assertThat(request.at("/Target/DeadLetterConfig/Arn").textValue()).isEqualTo(QUEUE);
        assertThat(request.at("/Target/RetryPolicy/MaximumEventAgeInSeconds").intValue())
                .isEqualTo(86_400);
        assertThat(request.get("ActionAfterCompletion").textValue()).isEqualTo("DELETE");
        assertThat(request.at("/Target/Arn").textValue()).isEqualTo(WORKFLOW);
        assertThat(request.at("/Target/RoleArn").textValue()).isEqualTo(ROLE);
    }

    @Test
    void isLateAsItsDeliveryIs() {
        TestRegion region = region(
                List.of(),
                List.of(new DeliveryFault.Late(
                        new Deliveries(Scheduler.SOURCE, "*", "*", When.ALWAYS), Duration.ofMinutes(5))));
        schedule(region, returns(region));

        region.clock.runUntil(DUE.plus(Duration.ofMinutes(4)));
        assertThat(started).isEmpty();
        assertThat(region.schedules.lastDue()).isPresent();
        region.clock.runUntil(DUE.plus(Duration.ofMinutes(5)));
        assertThat(started).hasSize(1);
    }

    @Test
    void refusesWhatSchedulerRefuses() {
        TestRegion region = region(List.of(), List.of());
        SchedulerClient client = region.clients.scheduler();
        CreateScheduleRequest good = good();

        assertThatThrownBy(() -> create(
                        region, client, good.toBuilder().groupName("others").build()))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> create(
                        region,
                        client,
                        good.toBuilder()
                                .scheduleExpression("at(2026-03-32T00:00:00)")
                                .build()))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() ->
                        create(region, client, good.toBuilder().name("a b").build()))
                .isInstanceOf(ValidationException.class);
        create(region, client, good);
        create(region, client, good);
        assertThatThrownBy(() -> create(
                        region,
                        client,
                        good.toBuilder()
                                .scheduleExpression("at(2026-03-05T00:00:00)")
                                .build()))
                .isInstanceOf(ConflictException.class);
    }

    private static CreateScheduleRequest good() {
        return CreateScheduleRequest.builder()
                .name("once")
                .clientToken("once")
                .groupName("returns")
                .scheduleExpression("at(2026-03-04T00:00:00)")
                .flexibleTimeWindow(window -> window.mode("OFF"))
                .actionAfterCompletion("DELETE")
                .target(target -> target.arn(WORKFLOW).roleArn(ROLE).input("{}"))
                .build();
    }

    private static void create(TestRegion region, SchedulerClient client, CreateScheduleRequest request) {
        region.as("ScheduleReturn", () -> client.createSchedule(request));
    }
}
