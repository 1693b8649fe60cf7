package io.hyperpatch.rehearsal.oracle;

import io.hyperpatch.rehearsal.aws.events.Delivery;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.engine.HistoryEvent;
import io.hyperpatch.rehearsal.fault.Delivered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How soon what is told about a cluster is followed by a look. */
final class WakeUps {
    /** The start of the functions that wake, wait and look. */
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Where looks follow one another closely, a wait hears nothing, and lasts no longer than this. */
    private static final Duration REST = Duration.ofSeconds(130);

    /** A fault, or a failed look, keeps a run from hearing for so long. */
    private static final Duration DEAF = Duration.ofMinutes(10);

    private static final List<String> ENDS = List.of(
            "UpdateClusterSoftware completed successfully",
            "Failed to complete UpdateClusterSoftware",
            "UpdateClusterSoftware failed",
            "Rollback failed");

    private static final String LOOK = "LookAtUpdate";
    private static final String WAIT = "AwaitSignal";
    private static final Set<String> WHO_WAKES = Set.of("WakeRun", WAIT, LOOK);

    private WakeUps() {}

    /** While a run watches, each piece of news that reaches it is followed by a look, unless faults kept it. */
    static Invariant newsIsFollowedByALook(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("news-is-soon-followed-by-a-look");
        List<Look> looks = Stream.concat(readings(evidence), fenced(evidence)).toList();
        evidence.wakeUps().filter(WakeUps::isNews).forEach(news -> evidence.executions().stream()
                .filter(watch -> isOf(watch, news)
                        && mayBeThere(watch, news.at())
                        && watch.redriveCount() == 0
                        && !anotherHears(evidence, watch, news)
                        && !deaf(evidence, news.at()))
                .forEach(watch -> actsBy(watch, news.at())
                        .ifPresent(latest -> count.that(
                                looks.stream().anyMatch(look -> look.mayFall(news.at(), latest)),
                                watch.name() + " heard news at " + news.at() + ", and did not look by " + latest))));
        return count.told();
    }

    /** A look that was taken at some time between these two. */
    private record Look(Instant from, Instant to) {
        boolean mayFall(Instant after, Instant before) {
            return !to.isBefore(after) && !from.isAfter(before);
        }
    }

    private static Stream<Look> readings(Evidence evidence) {
        return evidence.calls().stream()
                .filter(call -> call.caller().equals(LOOK) && call.action().equals("sagemaker:DescribeCluster"))
                .map(call -> new Look(call.at(), call.at()));
    }

    /**
     * A look without the lease does not read the cluster: it ends the watch. It was taken when the function ran, and its answer may have
     * been late.
     */
    private static Stream<Look> fenced(Evidence evidence) {
        return evidence.executions().stream()
                .filter(execution -> execution.machine().equals("watch-update"))
                .flatMap(watch -> watch.history().stream()
                        .filter(event -> event.type().equals("TaskSucceeded"))
                        .filter(event -> event.details()
                                .at("/output/Payload/verdict")
                                .asText()
                                .equals("Fenced"))
                        .map(answer -> new Look(askedFor(watch, answer), answer.timestamp())));
    }

    /** When the state that an answer belongs to was entered. */
    private static Instant askedFor(ExecutionView watch, HistoryEvent answer) {
        return entered(watch).stream()
                .takeWhile(event -> event.id() < answer.id())
                .reduce((first, last) -> last)
                .map(HistoryEvent::timestamp)
                .orElse(answer.timestamp());
    }

    /** A change of the cluster's state, and an update's end, are to be followed at once; all else may wait its turn. */
    private static boolean isNews(Delivery delivery) {
        String text = delivery.event().at("/detail/EventDetails/Description").asText();
        return delivery.event().path("detail-type").asText().endsWith("Cluster State Change")
                || ENDS.stream().anyMatch(text::startsWith);
    }

    private static boolean isOf(ExecutionView watch, Delivery news) {
        return watch.machine().equals("watch-update")
                && watch.input()
                        .at("/cluster/arn")
                        .asText()
                        .equals(news.event().at("/resources/0").asText());
    }

    /**
     * Another watch of the cluster has begun since, so that nobody waits for the word of this one any more; or somebody has redriven one,
     * which has taken the place of this one's wait and, if it has ended meanwhile, left it empty until the next wait.
     */
    private static boolean anotherHears(Evidence evidence, ExecutionView watch, Delivery news) {
        Instant waitsSince = waitsSince(watch, news.at());
        return evidence.executions().stream()
                .filter(other -> isOf(other, news) && !other.arn().equals(watch.arn()))
                .filter(other -> !other.startDate().isAfter(news.at()))
                .anyMatch(other -> other.startDate().isAfter(watch.startDate())
                        || other.redriveCount() > 0
                                && other.stopDate()
                                        .filter(end -> end.isBefore(waitsSince))
                                        .isEmpty());
    }

    /** The beginning of the wait that a watch is in at a time; that time itself if it is in none. */
    private static Instant waitsSince(ExecutionView watch, Instant at) {
        return entered(watch).stream()
                .takeWhile(event -> !event.timestamp().isAfter(at))
                .reduce((first, last) -> last)
                .filter(event -> name(event).equals(WAIT))
                .map(HistoryEvent::timestamp)
                .orElse(at);
    }

    /**
     * By when the watch has to act on what came at that time: at once or, while a look is under way, when its answer has come; a rest may
     * still follow. Empty if it is not there: not yet, no more when it should long have looked, or deaf for a while after a look that
     * failed.
     */
    private static Optional<Instant> actsBy(ExecutionView watch, Instant at) {
        List<HistoryEvent> entered = entered(watch);
        int next = (int) entered.stream()
                .takeWhile(event -> !event.timestamp().isAfter(at))
                .count();
        if (next == 0) {
            return Optional.empty();
        }
        boolean looking = name(entered.get(next - 1)).equals(LOOK) && next < entered.size();
        HistoryEvent state = entered.get(looking ? next : next - 1);
        Instant heard = looking ? state.timestamp() : at;
        Instant latest = heard.plus(SOON).plus(rests(watch, state) ? REST : Duration.ZERO);
        boolean there = name(state).equals(WAIT)
                && watch.stopDate().filter(stop -> !stop.isAfter(latest)).isEmpty();
        return there ? Optional.of(latest) : Optional.empty();
    }

    /** It has begun, and has not ended, at that time. */
    private static boolean mayBeThere(ExecutionView watch, Instant at) {
        return !watch.startDate().isAfter(at)
                && watch.stopDate().filter(stop -> stop.isBefore(at)).isEmpty();
    }

    private static List<HistoryEvent> entered(ExecutionView watch) {
        return watch.history().stream()
                .filter(event -> event.type().endsWith("StateEntered"))
                .toList();
    }

    private static boolean rests(ExecutionView watch, HistoryEvent wait) {
        return watch.history().stream()
                .filter(event -> event.id() > wait.id() && event.type().equals("TaskScheduled"))
                .findFirst()
                .filter(event -> event.details().at("/parameters/Payload/rest").asBoolean())
                .isPresent();
    }

    private static String name(HistoryEvent entered) {
        return entered.details().path("name").asText();
    }

    private static boolean deaf(Evidence evidence, Instant at) {
        return evidence.faults().stream()
                .filter(fault -> WHO_WAKES.contains(fault.function()) && !onlySlows(fault))
                .anyMatch(fault ->
                        within(fault.at(), at.minus(DEAF), at.plus(REST).plus(SOON)));
    }

    /** When Lambda's answer is late, nothing is lost: whoever waits for it waits longer. */
    private static boolean onlySlows(Delivered fault) {
        return fault.kind().equals("delayAnswer") && fault.action().equals("lambda:Invoke");
    }

    private static boolean within(Instant time, Instant from, Instant to) {
        return !time.isBefore(from) && !time.isAfter(to);
    }
}
