package io.hyperpatch.rehearsal.oracle;

import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How soon people hear of an update that does not move. */
final class Stalls {
    /** One node is replaced in half an hour; four times as long, with the wait between two batches, is too long. */
    private static final Duration REPLACEMENT = Duration.ofMinutes(30);

    private static final int TIMES = 4;

    /** A look that sees the last move, and one that finds that there was none since, may each come so late after it was due. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private static final int PAUSE_PARTS = 20;
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(10);

    private static final Set<String> WHO_TELLS = Set.of("LookAtUpdate", "AwaitSignal", "ReportStall", "WakeRun");

    private Stalls() {}

    /** The first time that nothing could be seen to move for too long, while a watch was there to see it and no fault kept it. */
    static Invariant areToldInTime(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("a-stall-is-told-in-time");
        evidence.truth().clusters().forEach(cluster -> cluster.updates().stream()
                .filter(update -> !update.byOthers())
                .forEach(update -> evidence.runOf(cluster.name(), update).ifPresent(run -> stall(
                                evidence, cluster, update)
                        .filter(due -> watched(evidence, cluster, update, due) && !disturbed(evidence, update, due))
                        .ifPresent(due -> count.that(
                                told(evidence, run, update, due),
                                "update " + update.number() + " of " + run
                                        + " did not move for long, and nobody was told by " + due)))));
        return count.told();
    }

    /** By when people have to hear of the first stall of an update that is long enough; empty if it has none. */
    private static Optional<Instant> stall(Evidence evidence, Truth.Cluster cluster, Truth.Update update) {
        Duration limit =
                REPLACEMENT.plusSeconds(evidence.policy().waitSeconds()).multipliedBy(TIMES);
        Instant end = update.ended().orElse(Instant.MAX);
        List<Instant> moves = Stream.concat(
                        update.groups().stream()
                                .flatMap(each -> cluster.moves().getOrDefault(each.group(), List.of()).stream())
                                .filter(move -> move.isAfter(update.started()) && move.isBefore(end)),
                        Stream.of(end))
                .sorted()
                .toList();
        for (int i = 0; i + 1 < moves.size(); i++) {
            Duration pause =
                    Duration.between(update.started(), moves.get(i).plus(limit)).dividedBy(PAUSE_PARTS);
            Instant due = moves.get(i)
                    .plus(limit)
                    .plus(pause.compareTo(PAUSE) > 0 ? pause.multipliedBy(2) : PAUSE.multipliedBy(2))
                    .plus(ON_ITS_WAY);
            if (moves.get(i + 1).isAfter(due)) {
                return Optional.of(due);
            }
        }
        return Optional.empty();
    }

    /** One watch of the cluster was there all along: only then does it know when the update last moved. */
    private static boolean watched(Evidence evidence, Truth.Cluster cluster, Truth.Update update, Instant due) {
        return evidence.executions().stream()
                .filter(watch -> watch.machine().equals("watch-update"))
                .filter(watch -> watch.input().at("/cluster/arn").asText().equals(cluster.arn()))
                .anyMatch(watch -> !watch.startDate().isAfter(update.started().plus(ON_ITS_WAY)) && goesOn(watch, due));
    }

    private static boolean goesOn(ExecutionView watch, Instant due) {
        return watch.stopDate().filter(stop -> !stop.isAfter(due)).isEmpty();
    }

    private static boolean disturbed(Evidence evidence, Truth.Update update, Instant due) {
        return evidence.faults().stream()
                .filter(fault -> WHO_TELLS.contains(fault.function()))
                .anyMatch(fault ->
                        !fault.at().isBefore(update.started()) && !fault.at().isAfter(due));
    }

    private static boolean told(Evidence evidence, String run, Truth.Update update, Instant due) {
        return evidence.messages().stream()
                .filter(message -> Told.id(message).equals(run + Told.STALLED))
                .anyMatch(message ->
                        message.at().isAfter(update.started()) && !message.at().isAfter(due));
    }
}
