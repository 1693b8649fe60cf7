package io.hyperpatch.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.fleet.Fleets;
import io.hyperpatch.fleet.Noted;
import io.hyperpatch.text.Outside;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The part of an admission that stands on the record of its policy, and the part that is left to the execution that has the record. */
public final class FleetEntry {
    /** In characters: a part of a sort key. */
    private static final int LONGEST_NAME = 500;

    private FleetEntry() {}

    /** Those that are to be begun, and so need the record. */
    public static List<RunRequests.Request> starts(List<RunRequests.Request> clusters) {
        return clusters.stream().filter(FleetEntry::isStart).toList();
    }

    private static boolean isStart(RunRequests.Request request) {
        return request.decision() == RunRequests.Course.START;
    }

    /** @param execution the ARN of the execution that asks for the record */
    public static Fleets.Opening opening(List<RunRequests.Request> starts, Trigger trigger, String execution) {
        return new Fleets.Opening(
                execution,
                starts.stream()
                        .flatMap(request -> request.work().identities().values().stream())
                        .collect(Collectors.toSet()),
                trigger instanceof Trigger.OperatorAsked);
    }

    /** Events that prompt the same look are noted once; each request of a person counts. */
    public static Noted noted(Trigger trigger, JsonNode event, String execution, Instant now) {
        String name =
                switch (trigger) {
                    case Trigger.OperatorAsked asked -> "asked/" + execution;
                    case Trigger.ScheduleDue due -> "schedule";
                    case Trigger.ImageReleased any -> named(any);
                    case Trigger.ImageBuilt any -> named(any);
                    case Trigger.ParameterChanged any -> named(any);
                    case Trigger.AlarmChanged any -> named(any);
                    case Trigger.ExecutionChanged any -> named(any);
                    case Trigger.ClusterSignal any -> named(any);
                };
        return new Noted(name, event, now, Optional.empty());
    }

    private static String named(Trigger trigger) {
        return "event/" + Outside.cut(trigger.summary(), LONGEST_NAME);
    }

    /** Leaves the clusters to be begun to the execution that has the record: it looks at this event once it is done. */
    public static List<RunRequests.Request> joined(List<RunRequests.Request> clusters, String holder) {
        String why = holder + " is at work on the clusters of this policy, and looks at this event after that";
        return clusters.stream()
                .map(request -> isStart(request) ? request.joined(why) : request)
                .toList();
    }
}
