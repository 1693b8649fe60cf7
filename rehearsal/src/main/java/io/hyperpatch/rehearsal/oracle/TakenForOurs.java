package io.hyperpatch.rehearsal.oracle;

import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * The update of somebody else's that a run could not but take for its own.
 *
 * <p>Where no call carries a mark (Slurm) and the answer to the call was lost, the group and the image must do: an update of the call's
 * groups to its image, begun so shortly before the call that no reading had to show it by then, or after it, tells nobody whose it is.
 * How it ended may be reported then, as long as people read that ownership is unproven.
 */
final class TakenForOurs {
    /** The time in which a call without an answer may still begin something, as the product promises, and that of a look. */
    private static final Duration SILENCE = Duration.ofHours(1).plusMinutes(5);

    private TakenForOurs() {}

    /** With the groups of the call alone; none where the report does not say that ownership is unproven. */
    static Stream<Truth.Update> of(Evidence evidence, Evidence.Report report) {
        if (!saysUnproven(evidence, report)) {
            return Stream.empty();
        }
        return evidence.intentsOf(report.run())
                .filter(intent -> StartCalls.begun(evidence, intent).isEmpty())
                .flatMap(intent -> report.clusterThen().updates().stream()
                        .filter(update -> mayBeTakenFor(intent, update))
                        .map(update -> ofGroups(intent, update)));
    }

    private static boolean saysUnproven(Evidence evidence, Evidence.Report report) {
        return evidence.messages().stream()
                .filter(message -> Told.id(message).equals(report.id()))
                .anyMatch(message -> message.body().contains("unproven"));
    }

    private static boolean mayBeTakenFor(Intent intent, Truth.Update update) {
        return update.byOthers()
                && !intent.wired()
                && intent.answer().equals("LOST")
                && intent.calledAt()
                        .filter(called -> isNear(called, update.started()))
                        .isPresent()
                && intent.groups().stream().allMatch(group -> brings(update, group, intent.pin()));
    }

    private static boolean isNear(Instant called, Instant started) {
        return started.isAfter(called.minus(Updates.READING)) && started.isBefore(called.plus(SILENCE));
    }

    private static boolean brings(Truth.Update update, String group, String image) {
        return update.groups().stream()
                .anyMatch(each -> each.group().equals(group) && each.image().equals(image));
    }

    private static Truth.Update ofGroups(Intent intent, Truth.Update update) {
        return new Truth.Update(
                update.number(),
                true,
                update.image(),
                update.alarms(),
                update.started(),
                update.ended(),
                update.groups().stream()
                        .filter(group -> intent.groups().contains(group.group()))
                        .toList());
    }
}
