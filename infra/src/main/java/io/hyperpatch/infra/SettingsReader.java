package io.hyperpatch.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.DocumentSchema;
import io.hyperpatch.document.Problem;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.PolicyReader;
import io.hyperpatch.text.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes settings of what the command line was given, or says everything that is wrong with it at once. */
public final class SettingsReader {
    private static final String CONTEXT = "context";
    private static final String DEFAULT_POLICY = "policy.yaml";
    private static final int LONGEST = 200;
    private static final String DEFAULT_LOG_DAYS = "90";

    private final Path root;
    private final DocumentSchema schema = DocumentSchema.fromClassPath("/settings.schema.json");
    private final List<Problem> problems = new ArrayList<>();

    /** @param root the repository's root: paths are relative to it */
    public SettingsReader(Path root) {
        this.root = Objects.requireNonNull(root);
    }

    /**
     * Reads each context value that may be ours; CDK's own have a punctuation mark in their names.
     *
     * @param defaultRegion what the command line would use by itself
     * @throws BadDocument naming every mistake
     */
    public Settings read(Map<String, Object> context, Optional<String> defaultRegion) {
        ObjectNode given = new ObjectMapper().createObjectNode();
        context.forEach((name, value) -> {
            if (name.matches("[A-Za-z]+")) {
                given.set(name, new ObjectMapper().valueToTree(value));
            }
        });
        Document document = Document.of(CONTEXT, given);
        problems.addAll(schema.check(document));
        Settings.Files files = Settings.Files.in(root);
        FleetPolicy policy = policy(given.path("policy"));
        checkRegion(document, defaultRegion);
        checkBuilt(files);
        if (policy != null) {
            checkClusters(document, policy);
        }
        if (!problems.isEmpty()) {
            throw new BadDocument(problems);
        }
        return new Settings(
                policy,
                list(given.path("email").asText("")),
                given.path("retain").asBoolean(true),
                given.path("architecture").asText("arm64"),
                Integer.parseInt(given.path("logDays").asText(DEFAULT_LOG_DAYS)),
                list(given.path("clusterArns").asText("")),
                Optional.ofNullable(given.path("region").textValue()),
                files);
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(",")).filter(part -> !part.isEmpty()).toList();
    }

    /** The example is never taken by itself: somebody else's clusters are in it. */
    private FleetPolicy policy(JsonNode named) {
        String name = named.asText(DEFAULT_POLICY);
        Path file = root.resolve(name);
        try {
            if (!Files.isRegularFile(file)) {
                problems.add(problem(
                        CONTEXT,
                        "/policy",
                        quoted(name),
                        named.isMissingNode() ? "is not there, and no other policy is named" : "is no file",
                        "write your policy into " + DEFAULT_POLICY
                                + " (events/policies/example.yaml shows how), or name it" + " with -c policy=FILE"));
                return null;
            }
            return new PolicyReader().read(name, Files.readAllBytes(file));
        } catch (BadDocument bad) {
            problems.addAll(bad.problems());
            return null;
        } catch (IOException unreadable) {
            problems.add(problem(CONTEXT, "/policy", quoted(name), "cannot be read", "see that you may read it"));
            return null;
        }
    }

    private void checkRegion(Document document, Optional<String> defaultRegion) {
        String asked = document.at("/region").textValue();
        String region = asked != null ? asked : defaultRegion.orElse(null);
        boolean any = document.at("/anyRegion").asBoolean(false);
        if (region == null || any || Regions.WITH_HYPERPOD.contains(region)) {
            return;
        }
        String message = "is no region that has HyperPod, as far as this version knows";
        String remedy = "name the region of your clusters with -c region=REGION, one of: "
                + String.join(", ", Regions.WITH_HYPERPOD)
                + "; if HyperPod has come to this one meanwhile, add -c anyRegion=true";
        problems.add(
                asked != null
                        ? problem(CONTEXT, "/region", quoted(region), message, remedy)
                        : problem("the AWS region", "of your profile or environment", quoted(region), message, remedy));
    }

    private void checkBuilt(Settings.Files files) {
        if (!Files.isRegularFile(files.functions())) {
            problems.add(problem(
                    "the functions' zip",
                    root.relativize(files.functions()).toString(),
                    null,
                    "has not been built",
                    "run `mvn package`, or let `cdk` build it: cdk.json says how"));
        }
    }

    private static Problem problem(String where, String pointer, String value, String message, String remedy) {
        return new Problem(where, pointer, 0, 0, value, message, remedy);
    }

    private static String quoted(String value) {
        return '"' + Outside.line(value, LONGEST) + '"';
    }

    /** Where the policy goes by tags, so do the roles. */
    private void checkClusters(Document document, FleetPolicy policy) {
        String pointer = "/clusterArns";
        if (!document.at(pointer).isTextual()
                || problems.stream().anyMatch(p -> p.pointer().equals(pointer))) {
            return;
        }
        int arns = list(document.at(pointer).textValue()).size();
        switch (policy.clusters()) {
            case ClusterSelection.ByTags tagged ->
                problems.add(document.problem(
                        pointer, "is given, but the policy selects by tags", "leave it out: the roles go by the tags"));
            case ClusterSelection.ByName named -> {
                if (named.names().size() != arns) {
                    problems.add(document.problem(
                            pointer,
                            "has " + arns + " ARNs, and the policy names "
                                    + named.names().size() + " clusters",
                            "give the ARN of each cluster that the policy names"));
                }
            }
        }
    }
}
