package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.sns.Message;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether people and machines were told, each of the same. */
final class Told {

    private static final String FINAL = "/final";
    private static final String NOTICE = "/notice";

    /** Each step can stall, and each says so under the id of its run. */
    static final String STALLED = "/stalled";

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(4);

    /** So long after a function has begun, a mail of it may still go out. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(5);

    private Told() {}

    /**
     * Every run has an outcome, and people have been told that very outcome, under one id and one subject.
     * The body of a repetition shows the cluster as it is by then.
     */
    static Invariant oneFinalNotification(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("one-final-notification-under-one-id");
        evidence.runs().map(Evidence.Stored::attributes).forEach(run -> {
            String name = run.path("name").asText();
            count.that(run.hasNonNull("outcome"), "run " + name + " has no outcome");
            people(evidence, name + FINAL, run.path("outcome").asText(), count);
            if (run.hasNonNull("resolved")) {
                people(evidence, name + Evidence.RESOLVED, run.path("resolved").asText(), count);
            }
        });
        evidence.messages().forEach(message -> {
            String id = id(message);
            count.that(!id.isEmpty(), "a message has no id");
            count.that(
                    !id.endsWith(FINAL) || evidence.run(id.replace(FINAL, "")).isPresent(),
                    "people were told the end of " + id + ", and no such run is stored");
        });
        return count.told();
    }

    private static void people(Evidence evidence, String id, String outcome, Invariant.Count count) {
        List<Message> said = evidence.messages().stream()
                .filter(message -> id(message).equals(id))
                .toList();
        long subjects = said.stream().map(Message::subject).distinct().count();
        count.that(subjects == 1, "of " + id + " there are " + subjects + " different messages");
        said.forEach(message -> count.that(
                attribute(message, "outcome").equals(outcome),
                id + " says " + attribute(message, "outcome") + ", stored is " + outcome));
    }

    static Invariant machinesHearTheSame(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("machines-hear-what-people-hear");
        evidence.runs().map(Evidence.Stored::attributes).forEach(run -> {
            String name = run.path("name").asText();
            machines(evidence, name + FINAL, run.path("outcome").asText(), count);
            if (run.hasNonNull("resolved")) {
                machines(
                        evidence, name + Evidence.RESOLVED, run.path("resolved").asText(), count);
            }
        });
        return count.told();
    }

    private static void machines(Evidence evidence, String id, String outcome, Invariant.Count count) {
        Set<String> said = evidence.reports().stream()
                .filter(report -> report.id().equals(id))
                .map(Evidence.Report::outcome)
                .collect(Collectors.toSet());
        count.that(said.equals(Set.of(outcome)), "machines heard " + said + " as " + id + ", stored is " + outcome);
    }

    /**
     * A mail that may have been lost is sent again, but nobody gets the same mail many times in a row: the
     * pauses double from a quarter of an hour on, up to four hours.
     */
    static Invariant repeatsAreFurtherAndFurtherApart(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("repeats-of-a-mail-are-further-and-further-apart");
        Map<String, List<Message>> byId = evidence.messages().stream()
                .filter(message -> !id(message).endsWith(STALLED))
                .collect(Collectors.groupingBy(Told::id, TreeMap::new, Collectors.toList()));
        byId.forEach((id, messages) -> {
            Duration pause = SHORTEST_PAUSE;
            for (int i = 1; i < messages.size(); i++) {
                Instant earliest = messages.get(i - 1).at().plus(pause).minus(ON_ITS_WAY);
                count.that(
                        !messages.get(i).at().isBefore(earliest),
                        id + " was sent at " + messages.get(i - 1).at() + " and again at "
                                + messages.get(i).at());
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
            }
        });
        return count.told();
    }

    /** Whatever becomes of an execution, somebody hears of it; and what it puts out is what is stored. */
    static Invariant noExecutionEndsUntold(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("no-execution-ends-untold");
        evidence.executions().forEach(execution -> {
            switch (execution.machine()) {
                case "patch-cluster" ->
                    // Where the store was out of order all along, patch-fleet has told of it.
                    count.that(
                            evidence.run(run(execution)).isPresent()
                                    || told(evidence, run(execution) + NOTICE)
                                    || told(evidence, execution.arn() + NOTICE),
                            "run " + run(execution) + " is not stored, and nobody was told");
                case "patch-fleet" -> fleet(evidence, execution, count);
                default -> {
                    // It speaks to its parent, or to nobody.
                }
            }
        });
        return count.told();
    }

    /** The run that an execution is for: by its input, whatever it is called. */
    private static String run(ExecutionView execution) {
        return execution.input().path("run").asText(execution.name());
    }

    private static void fleet(Evidence evidence, ExecutionView execution, Invariant.Count count) {
        JsonNode output = execution.output().orElse(null);
        if (output == null) {
            count.that(
                    execution.status() != ExecutionStatus.SUCCEEDED && told(evidence, execution.arn() + NOTICE),
                    execution.arn() + " ended " + execution.status() + " without a word, and nobody was told");
            return;
        }
        output.path("runs").forEach(end -> end(evidence, execution, end, count));
        boolean nothingElse = output.path("runs").isEmpty()
                && !output.path("outcome").asText().equals("Quiet");
        if (nothingElse || !output.path("failed").isEmpty()) {
            count.that(
                    told(evidence, execution.arn() + NOTICE) || noticeOfARun(evidence, execution),
                    execution.arn() + " ended " + output + ", and nobody was told");
        }
    }

    /** A duplicate is told by the run that does the work; of a run that was lost there is a notice. */
    private static void end(Evidence evidence, ExecutionView fleet, JsonNode end, Invariant.Count count) {
        String run = end.path("run").asText();
        String outcome = end.path("outcome").asText();
        String stored = evidence.run(run)
                .map(attributes -> attributes.path("outcome").asText())
                .orElse("");
        if (outcome.equals("Duplicate")) {
            boolean another = evidence.executions().stream()
                    .anyMatch(execution -> execution.machine().equals("patch-cluster")
                            && run(execution).equals(run));
            count.that(
                    another || evidence.run(run).isPresent() || Turns.joined(evidence, fleet, end),
                    "an event ended as Duplicate of " + run + ", and there is no such run");
        } else {
            count.that(
                    outcome.equals(stored)
                            || outcome.equals("Unknown") && told(evidence, run + NOTICE)
                            || Turns.passedOver(evidence, end),
                    "an event ended " + outcome + " by run " + run + ", which is stored as '" + stored + "'");
        }
    }

    private static boolean told(Evidence evidence, String id) {
        return evidence.messages().stream().anyMatch(message -> id(message).equals(id));
    }

    /** It had a run that could not be reported, and told that instead. */
    private static boolean noticeOfARun(Evidence evidence, ExecutionView execution) {
        return evidence.messages().stream()
                .filter(message -> id(message).endsWith(NOTICE))
                .anyMatch(message -> !message.at().isBefore(execution.startDate())
                        && execution
                                .stopDate()
                                .filter(end -> !end.isBefore(message.at()))
                                .isPresent());
    }

    static String id(Message message) {
        return attribute(message, "id");
    }

    private static String attribute(Message message, String name) {
        return Optional.ofNullable(message.attributes().get(name))
                .map(Message.Attribute::value)
                .orElse("");
    }
}
