package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Problem;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.rehearsal.scenario.Scenario;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The options that say what is rehearsed. */
final class Settings {

    @Option(
            names = "--cluster",
            paramLabel = "FILE",
            description = "What `aws sagemaker describe-cluster` prints; a 67-node EKS cluster if left out.")
    private Path cluster;

    @Option(
            names = "--nodes",
            paramLabel = "FILE",
            description = "What `aws sagemaker list-cluster-nodes` prints, all pages in one; made up if left out.")
    private Path nodes;

    @Option(
            names = "--scenario",
            paramLabel = "FILE|NAME",
            description = "What the cluster and AWS do, or the name of a scenario that comes with Hyperpatch.")
    private String scenario;

    Optional<Path> cluster() {
        return Optional.ofNullable(cluster);
    }

    boolean given() {
        return cluster != null || nodes != null || scenario != null;
    }

    /**
     * Reads all of them, so that the mistakes of all are told at once.
     *
     * @throws BadDocument naming every mistake in every file
     */
    Setting read(Path event, Path policy) {
        List<Problem> problems = new ArrayList<>();
        Optional<Document> clusterDocument = tried(cluster, Inputs::cluster, problems);
        Optional<Document> nodesDocument = tried(nodes, Inputs::nodes, problems);
        Optional<FleetPolicy> fleetPolicy = tried(policy, Inputs::policy, problems);
        Optional<JsonNode> trigger = tried(event, Inputs::event, problems);
        Optional<Scenario> played = tried(scenario, Inputs::scenario, problems);
        if (nodes != null && cluster == null) {
            problems.add(new Problem(
                    nodes.toString(),
                    "",
                    0,
                    0,
                    null,
                    "are the nodes of a cluster that is not given",
                    "give the cluster with --cluster as well"));
        }
        if (!problems.isEmpty()) {
            throw new BadDocument(problems);
        }
        return new Preparation(new Given(clusterDocument, nodesDocument, fleetPolicy, trigger, played)).setting();
    }

    private static <T, R> Optional<R> tried(T given, Function<T, R> reader, List<Problem> problems) {
        if (given == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(given));
        } catch (BadDocument bad) {
            problems.addAll(bad.problems());
            return Optional.empty();
        }
    }
}
