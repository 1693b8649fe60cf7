package io.hyperpatch.admission.aws;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.WaitingRequests;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.InternalServerException;

class WakingTest {
    private static final RunName WAITS = RunName.of("train-a-ffffffffffff-1");
    private static final Instant FREE = CALLED_AT.plusSeconds(3_600);
    private static final String PARENT = "arn:aws:states:us-west-2:111122223333:execution:patch-fleet:an-event";

    private final InMemoryStore store = new InMemoryStore();
    private final Leases leases = new Leases(store);
    private final WaitingRequests waiting = new WaitingRequests(store);
    private final List<CreateScheduleRequest> schedules = new ArrayList<>();
    private boolean fails;
    private final Waking waking = new Waking(
            store,
            new Returns(
                    new Scheduling(),
                    new Returns.Places(
                            "hyperpatch",
                            "arn:aws:iam::111122223333:role/returns",
                            "arn:aws:sqs:us-west-2:111122223333:dead-letters")));
    private Lease held;

    @BeforeEach
    void aRequestThatMetALease() {
        held = leases.take(ARN, "holder", RUN, CALLED_AT);
        new Runs(store)
                .begin(Run.planned(
                        WAITS,
                        ARN,
                        "train-a",
                        "gpu-fleet",
                        Map.of("gpu", Pin.of("ami-0dddddddddddddddd")),
                        PARENT,
                        CALLED_AT));
        waiting.note(ARN, held, WAITS, CALLED_AT);
    }

    @Test
    void leavesTheRequestAloneWhileTheLeaseIsNotFree() {
        waking.wake(ARN, FREE);

        assertThat(schedules).isEmpty();
        assertThat(waiting.find(ARN)).isPresent();
    }

    @Test
    void schedulesOneLookOfThePolicyOnceTheLeaseIsFree() {
        leases.giveBack(ARN, held, FREE);
        waking.wake(ARN, FREE);
        waking.wake(ARN, FREE.plusSeconds(5));

        assertThat(schedules).singleElement().satisfies(schedule -> {
            assertThat(schedule.name()).startsWith("gpu-fleet-");
            assertThat(schedule.target().arn())
                    .isEqualTo("arn:aws:states:us-west-2:111122223333:stateMachine:patch-fleet");
        });
        assertThat(waiting.find(ARN)).isEmpty();
        assertThat(new Runs(store).find(ARN, WAITS).flatMap(Run::freed)).contains(FREE);
    }

    @Test
    void keepsTheNoteUntilTheLookIsScheduledAndSchedulesItUnderOneName() {
        leases.giveBack(ARN, held, FREE);
        fails = true;
        assertThatThrownBy(() -> waking.wake(ARN, FREE)).isInstanceOf(InternalServerException.class);
        assertThat(waiting.find(ARN)).isPresent();

        fails = false;
        waking.wake(ARN, FREE.plusSeconds(90));

        assertThat(waiting.find(ARN)).isEmpty();
        assertThat(schedules.stream().map(CreateScheduleRequest::name).distinct())
                .hasSize(1);
    }

    private final class Scheduling implements SchedulerClient {
        @Override
        public CreateScheduleResponse createSchedule(CreateScheduleRequest request) {
            schedules.add(request);
            if (fails) {
                throw InternalServerException.builder().message("later").build();
            }
            return CreateScheduleResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "scheduler";
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
