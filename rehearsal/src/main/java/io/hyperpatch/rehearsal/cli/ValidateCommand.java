package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Problem;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.rehearsal.scenario.Scenario;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.setting.ShownCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a policy, or with a scenario, at once, or that it is valid. */
@Command(
        name = "validate",
        description =
                "Checks a fleet policy: every mistake at once, with its place and the remedy, and with --cluster every"
                        + " field that would have no effect on that cluster. Checks a scenario likewise, with the policy"
                        + " that it makes of the example, or of --cluster.",
        sortOptions = false)
final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "FILE", description = "The policy or the scenario, as YAML (.yaml, .yml) or JSON.")
    private Path file;

    @Option(
            names = "--cluster",
            paramLabel = "FILE",
            description =
                    "What `aws sagemaker describe-cluster` prints; once for each cluster of the policy, or on which"
                            + " the scenario is to be played.")
    private List<Path> clusters = List.of();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        Output output =
                new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
        try {
            if (Inputs.isScenario(file)) {
                scenario(output);
            } else {
                policy(output);
            }
            return ExitStatus.GOAL_REACHED;
        } catch (BadDocument bad) {
            bad.problems().forEach(output.err()::println);
            if (json) {
                output.document(answer(Optional.empty(), bad.problems(), List.of()));
            }
            return ExitStatus.BAD_INPUT;
        }
    }

    private void policy(Output output) {
        FleetPolicy policy = Inputs.policy(file);
        ClusterCheck check = new ClusterCheck(
                file.toString(),
                policy,
                clusters.stream().map(Inputs::cluster).map(ShownCluster::of).toList());
        if (!check.problems().isEmpty()) {
            throw new BadDocument(check.problems());
        }
        check.warnings().forEach(warning -> output.err().println("warning: " + file + ": " + warning));
        if (json) {
            output.document(answer(Optional.of(policy), List.of(), check.warnings()));
        } else {
            output.out().println(file + " is a valid policy: " + policy.name());
        }
    }

    /** Sets the scenario up as for a rehearsal, which is not played. */
    private void scenario(Output output) {
        Scenario scenario = Inputs.scenario(file.toString());
        List<Optional<Document>> played = clusters.isEmpty()
                ? List.of(Optional.empty())
                : clusters.stream().map(Inputs::cluster).map(Optional::of).toList();
        List<FleetPolicy> policies = played.stream()
                .map(cluster ->
                        new Given(cluster, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(scenario)))
                .map(ValidateCommand::playable)
                .toList();
        if (json) {
            output.document(answer(Optional.of(policies.getFirst()), List.of(), List.of())
                    .put("scenario", scenario.name()));
        } else {
            output.out().println(file + " is a valid scenario: " + scenario.name());
        }
    }

    private static FleetPolicy playable(Given given) {
        Setting setting = new Preparation(given).setting();
        Staging.of(setting, 1).close();
        return setting.policy();
    }

    private ObjectNode answer(Optional<FleetPolicy> policy, List<Problem> problems, List<String> warnings) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("file", file.toString());
        answer.put("valid", policy.isPresent());
        answer.set("problems", Output.asJson(problems));
        warnings.forEach(answer.putArray("warnings")::add);
        policy.ifPresent(valid -> answer.set("policy", valid.toJson()));
        return answer;
    }
}
