package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.document.BadDocument;
import io.hyperpatch.rehearsal.hostile.SeedRange;
import io.hyperpatch.rehearsal.run.Rehearsal;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.setting.Setting;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays a patch from the event to the notification on simulated AWS. */
@Command(
        name = "rehearse",
        description = {
            "Plays a patch on simulated AWS, from the event to the notification, with the real workflows and functions.",
            "Without options: a 67-node EKS cluster, the example policy, and the event that announces what it tracks."
        },
        sortOptions = false)
final class RehearseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Settings settings;

    @Option(
            names = "--event",
            paramLabel = "FILE",
            description =
                    "The event that comes in, as EventBridge delivers it; default: one about what the policy tracks.")
    private Path event;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The fleet policy; derived from the event if left out.")
    private Path policy;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides everything random: the same seed, the same rehearsal (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            converter = SeedRangeConverter.class,
            description = "Play hostile rehearsals: each of these seeds chooses a scenario and what else goes wrong.")
    private SeedRange seeds;

    @Option(
            names = "--placement",
            paramLabel = "singles|pairs",
            description = {
                "Place faults in the default run instead of drawing them, each in a rehearsal of its own:",
                "singles, every fault at every call and state; pairs, two of them around one start."
            })
    private Placements placements;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description =
                    "With --seeds or --placement: write the result into this Markdown page too, between its marks.")
    private Path page;

    @Option(
            names = "--json",
            description = "Print one JSON document on standard output, everything else on standard error.")
    private boolean json;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() {
        Output output =
                new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
        if (placements != null) {
            requireNothingElse("--placement plays the default run");
            return new PlacementCampaign(output).play(placements, marked(placements.mark()));
        }
        if (seeds != null) {
            return hostile(output);
        }
        if (page != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--page shows the result of hostile rehearsals; add --seeds, as in 1..1000, or --placement");
        }
        try {
            return rehearsed(settings.read(event, policy), output);
        } catch (BadDocument bad) {
            output.problems(bad.problems());
            return ExitStatus.BAD_INPUT;
        }
    }

    private int hostile(Output output) {
        requireNothingElse("--seeds chooses cluster, scenario, policy and event by itself");
        return new SeedsCampaign(output).play(seeds, marked(CampaignPage.MARK));
    }

    private void requireNothingElse(String because) {
        boolean both = seeds != null && placements != null;
        if (both || event != null || policy != null || settings.given()) {
            throw new ParameterException(
                    spec.commandLine(),
                    because + "; leave out " + (both ? "--seeds, " : "")
                            + "--cluster, --nodes, --scenario, --policy and --event");
        }
    }

    private Optional<MarkedPage> marked(String mark) {
        try {
            return Optional.ofNullable(page).map(file -> MarkedPage.at(file, mark));
        } catch (IllegalArgumentException noPage) {
            throw new ParameterException(spec.commandLine(), noPage.getMessage(), noPage);
        }
    }

    private int rehearsed(Setting setting, Output output) {
        setting.notes().forEach(output.people()::println);
        try (Rehearsal rehearsal = Staging.of(setting, seed)) {
            Watcher display = Display.on(output);
            RehearsalResult result = rehearsal.run(display);
            if (json) {
                output.document(ResultDocument.of(result));
            } else {
                ResultText.print(result, output.out());
            }
            result.invariants().stream().filter(invariant -> !invariant.held()).forEach(invariant -> invariant
                    .broken()
                    .forEach(why -> output.err().println("broken invariant " + invariant.name() + ": " + why)));
            result.surprises().forEach(surprise -> output.err().println("not as the scenario declares: " + surprise));
            return ExitStatus.of(result);
        }
    }
}
