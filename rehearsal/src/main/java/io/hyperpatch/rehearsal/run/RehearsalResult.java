package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.CallResult;
import io.hyperpatch.rehearsal.aws.sns.Message;
import io.hyperpatch.rehearsal.oracle.Evidence;
import io.hyperpatch.rehearsal.oracle.Invariant;
import io.hyperpatch.rehearsal.oracle.Oracle;
import io.hyperpatch.rehearsal.scenario.Cast.Expectation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a rehearsal ended.
 *
 * @param triggers in the order in which the setting names them; never empty
 * @param faultsStruck how many faults of each kind
 * @param evidence what is left once nothing goes wrong any more, and reconcile has nothing left to do
 */
public record RehearsalResult(
        Setting setting,
        List<TriggerEnd> triggers,
        Evidence evidence,
        Map<String, Long> faultsStruck,
        Figures figures,
        Duration wallTime,
        List<Invariant> invariants) {

    private static final String RESOLVED = "/resolved";
    private static final String FINAL = "/final";

    public RehearsalResult {
        triggers = List.copyOf(triggers);
        faultsStruck = Map.copyOf(faultsStruck);
        invariants = List.copyOf(invariants);
    }

    RehearsalResult(
            Setting setting,
            List<TriggerEnd> triggers,
            Evidence evidence,
            Map<String, Long> faultsStruck,
            Figures figures,
            Duration wallTime) {
        this(setting, triggers, evidence, faultsStruck, figures, wallTime, Oracle.judge(evidence));
    }

    /** The first event's outcome. */
    public String outcome() {
        return triggers.getFirst().outcome();
    }

    public boolean allInvariantsHeld() {
        return invariants.stream().allMatch(Invariant::held);
    }

    /** What the run of an event told machines at its end; empty if it told nothing. */
    public Optional<JsonNode> report(TriggerEnd trigger) {
        return trigger.run().flatMap(run -> evidence.reports().stream()
                .map(Evidence.Report::detail)
                .filter(detail -> detail.path("run").asText().equals(run))
                .filter(detail -> !detail.has("firstOutcome"))
                .reduce((first, last) -> last));
    }

    /** What the runs told that no event began: a schedule brought patch-fleet back to what it had deferred. */
    public List<JsonNode> later() {
        Set<String> begun = triggers.stream().flatMap(end -> end.run().stream()).collect(Collectors.toSet());
        return evidence.reports().stream()
                .map(Evidence.Report::detail)
                .filter(detail -> !begun.contains(detail.path("run").asText()))
                .toList();
    }

    /** What people were told last before reconcile told them how runs had turned out. */
    public Optional<Message> notification() {
        return evidence.messages().stream()
                .filter(message -> !message.attributes().get("id").value().endsWith(RESOLVED))
                .reduce((first, last) -> last);
    }

    /** The mail at the end of the run of an event; empty if there was none. */
    public Optional<Message> notification(TriggerEnd trigger) {
        return trigger.run().flatMap(run -> evidence.messages().stream()
                .filter(message -> message.attributes().get("id").value().equals(run + FINAL))
                .findFirst());
    }

    /** How a run turned out, if people were told something else at its end; the outcome's word, and why. */
    public Optional<String> resolved(TriggerEnd trigger) {
        return trigger.run().flatMap(run -> evidence.reports().stream()
                .map(Evidence.Report::detail)
                .filter(detail -> detail.path("run").asText().equals(run) && detail.has("firstOutcome"))
                .findFirst()
                .map(detail -> detail.path("outcome").asText() + ": "
                        + detail.path("reason").asText()));
    }

    /** Says whether a scenario declares how its events end. */
    public boolean declared() {
        return triggers.stream().anyMatch(end -> end.expected().isPresent());
    }

    /** Everything in which the rehearsal differs from what the scenario declares; one sentence each. */
    public List<String> surprises() {
        List<String> surprises = new ArrayList<>();
        for (int i = 0; i < triggers.size(); i++) {
            TriggerEnd end = triggers.get(i);
            if (!end.asExpected()) {
                surprises.add("event " + (i + 1) + " ended " + end.outcome() + ", not "
                        + end.expected().orElseThrow() + ": " + end.reason());
            }
        }
        Expectation expect = setting.cast().expect();
        expect.updates().ifPresent(wanted -> compare("updates of ours", wanted, updates(), surprises));
        expect.conflicts().ifPresent(wanted -> compare("conflicts", wanted, conflicts(), surprises));
        expect.skipped().ifPresent(wanted -> compare("skipped nodes", wanted, listed("skipped"), surprises));
        expect.failed().ifPresent(wanted -> compare("failed nodes", wanted, listed("failed"), surprises));
        expect.afterwards().ifPresent(wanted -> {
            String latest = firstRun().flatMap(this::latest).orElse("no run");
            if (!latest.equals(wanted)) {
                surprises.add("the latest word on the first run is " + latest + ", not " + wanted);
            }
        });
        String told = notification()
                .map(message -> message.subject().orElse("") + "\n" + message.body())
                .orElse("");
        expect.notification().stream()
                .filter(text -> !told.contains(text))
                .forEach(text -> surprises.add("the notification does not say '" + text + "'"));
        return surprises;
    }

    /** The run of the first event; where its execution ended without naming one, the first that was reported afterwards. */
    private Optional<String> firstRun() {
        return triggers.getFirst().run().or(() -> later().stream().findFirst().map(detail -> detail.path("run")
                .asText()));
    }

    private static void compare(String what, int wanted, long found, List<String> surprises) {
        if (found != wanted) {
            surprises.add("there were " + found + " " + what + ", not " + wanted);
        }
    }

    /** How many software updates of the product took effect. */
    public long updates() {
        return evidence.truth().clusters().stream()
                .flatMap(cluster -> cluster.updates().stream())
                .filter(update -> !update.byOthers())
                .count();
    }

    /** How many of its start calls met ConflictException. */
    public long conflicts() {
        return evidence.calls().stream()
                .filter(call -> call.action().equals("sagemaker:UpdateClusterSoftware"))
                .filter(call -> call.result() instanceof CallResult.Refused refused
                        && refused.code().equals("ConflictException"))
                .count();
    }

    private long listed(String list) {
        return triggers.stream()
                .flatMap(trigger -> report(trigger).stream())
                .findFirst()
                .map(report -> report.path("groups")
                        .valueStream()
                        .mapToLong(group -> group.path(list).size())
                        .sum())
                .orElse(0L);
    }

    /** The latest word on a run: how it turned out, else how it ended. */
    private Optional<String> latest(String run) {
        return evidence.reports().stream()
                .map(Evidence.Report::detail)
                .filter(detail -> detail.path("run").asText().equals(run))
                .reduce((first, last) -> last)
                .map(detail -> detail.path("outcome").asText());
    }
}
