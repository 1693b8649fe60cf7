package io.hyperpatch.admission.aws;

import io.hyperpatch.admission.Return;
import io.hyperpatch.event.ScheduledEvent;
import io.hyperpatch.json.Json;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * Schedules of EventBridge Scheduler that start patch-fleet once, and are gone then.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html">CreateSchedule</a>
 */
public final class Returns {
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern(
                    "'at('uuuu-MM-dd'T'HH:mm:ss')'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int ATTEMPTS = 185;
    private static final Duration LONGEST_AGE = Duration.ofDays(1);

    private final SchedulerClient scheduler;
    private final Places places;

    /**
     * What a schedule needs.
     *
     * @param group the name of the schedule group
     * @param role the ARN of the role that Scheduler starts it as
     * @param deadLetters the ARN of the queue that keeps what could not be delivered
     */
    public record Places(String group, String role, String deadLetters) {
        public Places {
            Objects.requireNonNull(group, "group");
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(deadLetters, "deadLetters");
        }
    }

    public Returns(SchedulerClient scheduler, Places places) {
        this.scheduler = Objects.requireNonNull(scheduler);
        this.places = Objects.requireNonNull(places);
    }

    /**
     * Makes the schedule, unless it is there: from another cluster that waits as well, or from an answer that was lost.
     *
     * @param workflow the ARN of what is started
     */
    public void schedule(Return once, String workflow) {
        try {
            scheduler.createSchedule(request -> request.name(once.name())
                    .clientToken(once.name())
                    .groupName(places.group())
                    .description("Hyperpatch looks again: an image is old enough then, or a lease is free")
                    .scheduleExpression(AT.format(once.at()))
                    .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                    .actionAfterCompletion(ActionAfterCompletion.DELETE)
                    .target(target(workflow)));
        } catch (ConflictException there) {
            // So it is scheduled, which is all that is wanted.
        }
    }

    private Target target(String workflow) {
        return Target.builder()
                .arn(workflow)
                .roleArn(places.role())
                .input(Json.of(ScheduledEvent.INPUT).toString())
                .deadLetterConfig(queue -> queue.arn(places.deadLetters()))
                .retryPolicy(retry ->
                        retry.maximumRetryAttempts(ATTEMPTS).maximumEventAgeInSeconds((int) LONGEST_AGE.toSeconds()))
                .build();
    }
}
