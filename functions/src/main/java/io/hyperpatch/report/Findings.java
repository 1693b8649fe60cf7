package io.hyperpatch.report;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.rollout.Outlook;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of a run when it is reported: what was stored, what was proved, what the cluster shows now.
 *
 * @param steps as they were planned; empty if the run ended before
 * @param cluster absent if it could not be read
 * @param causes what is known of why an update was undone, or failed; one sentence each
 */
public record Findings(
        Run run,
        RunEnd end,
        List<Step> steps,
        Outlook outlook,
        List<Intent> intents,
        Map<String, GroupProof> proofs,
        Optional<Cluster> cluster,
        List<String> causes,
        Instant now) {
    public Findings {
        causes = List.copyOf(causes);
        steps = List.copyOf(steps);
        intents = List.copyOf(intents);
        proofs = Map.copyOf(proofs);
    }

    /**
     * The outcome of the run, by the word with which it ended and by what is known beside it.
     *
     * @see RunRule the table
     */
    public Outcome outcome() {
        return RunRule.outcome(end.outcome(), facts());
    }

    private Set<RunRule.Fact> facts() {
        Set<RunRule.Fact> facts = EnumSet.noneOf(RunRule.Fact.class);
        if (overtaken().isPresent()) {
            facts.add(RunRule.Fact.MOVED_BY_OTHERS);
        }
        if (intents.stream().anyMatch(Intent::isOpen)) {
            facts.add(RunRule.Fact.CALL_OPEN);
        }
        if (intents.stream().anyMatch(Findings::ended)) {
            facts.add(RunRule.Fact.STEP_ENDED);
        }
        return facts;
    }

    private static boolean ended(Intent intent) {
        return intent.resolution()
                .filter(resolution -> resolution.as() == Resolution.As.ENDED)
                .isPresent();
    }

    /** Why the run ended like that, in one line. */
    public String reason() {
        return overtaken().map(moved -> moved + "; " + end.because()).orElseGet(end::because);
    }

    /** The last reading contradicts a proof: others have been at work since, or the reading is one that went back. */
    public boolean contradicted() {
        return overtaken().isPresent()
                || !Overtaken.underWay(proofs.values(), cluster).isEmpty();
    }

    private Optional<String> overtaken() {
        return Overtaken.inWords(end.outcome(), proofs.values(), cluster);
    }

    public RunReport report() {
        Optional<Intent> open = intents.stream().filter(Intent::isOpen).findFirst();
        return new RunReport(
                run.name(),
                run.policy(),
                run.clusterName(),
                run.cluster(),
                run.outcome().orElse(outcome()),
                run.reason().orElseGet(this::reason),
                end.until(),
                run.startedAt(),
                run.endedAt().orElse(now),
                groups().ofTheRun(),
                groups().untouched(),
                cluster.map(Cluster::status),
                causes,
                outlook.plan(),
                outlook.undo(),
                open.map(intent -> intent.id().toString()),
                open.isPresent() ? "The lease of " + run.clusterName() + " is kept, so that no other run begins." : "",
                notes(),
                Optional.empty());
    }

    /**
     * What is told once the run's last intent is resolved, and its lease about to be free.
     *
     * @throws java.util.NoSuchElementException if the run has no outcome, or no resolved one
     */
    public RunReport resolvedReport() {
        return new RunReport(
                run.name(),
                run.policy(),
                run.clusterName(),
                run.cluster(),
                run.resolved().orElseThrow(),
                run.resolvedReason().orElseThrow(),
                Optional.empty(),
                run.startedAt(),
                run.resolvedAt().orElseThrow(),
                groups().ofTheRun(),
                groups().untouched(),
                cluster.map(Cluster::status),
                causes,
                outlook.plan(),
                outlook.undo(),
                Optional.empty(),
                "The lease of " + run.clusterName() + " is free again: other runs may begin.",
                notes(),
                run.outcome());
    }

    private Groups groups() {
        return new Groups(run.pins(), outlook.leftOut(), intents, proofs, cluster);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (cluster.isEmpty()) {
            notes.add(
                    "The cluster could not be read for this report; images and statuses are those of the last proof.");
        }
        for (Intent intent : intents) {
            boolean accepted = intent.answer()
                    .filter(answer -> answer.kind() == Answer.Kind.ACCEPTED)
                    .isPresent();
            if (intent.ownership().marksUpdates()
                    && intent.sightedAt().isEmpty()
                    && intent.endedAt().isPresent()) {
                notes.add("That the update was ours is unproven: no look saw the alarm " + intent.wire()
                        + " in a group's configuration"
                        + (accepted ? "; the service had accepted our call." : "."));
            }
            intent.adoption()
                    .ifPresent(word -> notes.add("What became of the call of " + intent.id()
                            + " no reading could tell; it was " + word.inWords() + "."));
            intent.stalledAt().ifPresent(when -> notes.add("Nothing moved for a long time before " + when + "."));
        }
        unmarked().ifPresent(notes::add);
        notes.addAll(Overtaken.underWay(proofs.values(), cluster));
        if (end.outcome() == Outcome.DEFERRED) {
            end.failure()
                    .ifPresent(failure -> notes.add("No schedule could be made for the moment when the image is old"
                            + " enough, so the update begins with the look of every day after it, or when somebody asks: "
                            + failure));
        }
        return notes;
    }

    /** One sentence for all steps: where updates show no mark it is so for each. */
    private Optional<String> unmarked() {
        List<Intent> ended = intents.stream()
                .filter(intent -> !intent.ownership().marksUpdates()
                        && !intent.isProvedByAnswer()
                        && intent.endedAt().isPresent())
                .toList();
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        List<String> accepted = ended.stream()
                .filter(intent -> intent.answer()
                        .filter(answer -> answer.kind() == Answer.Kind.ACCEPTED)
                        .isPresent())
                .flatMap(intent -> intent.groups().stream())
                .toList();
        return Optional.of("That the updates were ours is unproven: "
                + cluster.map(read -> "on " + read.platform().title() + " ").orElse("")
                + "nothing marks an update as ours"
                + (accepted.isEmpty()
                        ? "."
                        : "; the service had accepted our calls for " + String.join(", ", accepted) + "."));
    }
}
