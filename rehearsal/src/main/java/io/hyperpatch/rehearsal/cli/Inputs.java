package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Problem;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.PolicyReader;
import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.scenario.Scenario;
import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The documents that people give, each read under its own limits. */
final class Inputs {

    private static final int MAX_CLUSTER = 8 * 1024 * 1024;
    private static final int MAX_NODES = 64 * 1024 * 1024;

    private Inputs() {}

    static FleetPolicy policy(Path file) {
        Document document = new InputFile(file, PolicyReader.MAX_BYTES).document();
        Kind.require(Kind.POLICY, document, "give a policy such as events/policies/example.yaml");
        return new PolicyReader().read(document);
    }

    /** An event that the product takes; any other is refused. */
    static JsonNode event(Path file) {
        Document document = new InputFile(file, EventParser.MAX_BYTES).document();
        Kind.require(Kind.EVENT, document, "give an event such as events/in/ec2-ami-state-change.example.json");
        new EventParser().parse(document);
        return document.tree();
    }

    static Document cluster(Path file) {
        Document document = new InputFile(file, MAX_CLUSTER).document();
        Kind.require(Kind.CLUSTER, document, "give what `aws sagemaker describe-cluster` prints");
        OneAccount.require(document);
        return document;
    }

    static Document nodes(Path file) {
        Document document = new InputFile(file, MAX_NODES).document();
        Kind.require(Kind.NODES, document, "give what `aws sagemaker list-cluster-nodes` prints");
        return document;
    }

    /** Says whether a file is a scenario, by what is in it. */
    static boolean isScenario(Path file) {
        return Kind.of(new InputFile(file, ScenarioReader.MAX_BYTES).document())
                .filter(Kind.SCENARIO::equals)
                .isPresent();
    }

    /** A file, or the name of a scenario that comes with the product. */
    static Scenario scenario(String fileOrName) {
        Path file = Path.of(fileOrName);
        if (Files.notExists(file) && BundledScenarios.find(fileOrName).isPresent()) {
            return BundledScenarios.find(fileOrName).get();
        }
        if (Files.notExists(file)) {
            throw new BadDocument(new Problem(
                    fileOrName,
                    "",
                    0,
                    0,
                    null,
                    "is neither a file nor a scenario that comes with the product",
                    "correct the path, or name one of: " + String.join(", ", BundledScenarios.names())));
        }
        byte[] bytes = new InputFile(file, ScenarioReader.MAX_BYTES).bytes();
        return new ScenarioReader().read(fileOrName, bytes);
    }

    /** What none of several readers could tell by itself. */
    static BadDocument bad(Document document, String pointer, String message, String remedy) {
        return new BadDocument(List.of(document.problem(pointer, message, remedy)));
    }
}
