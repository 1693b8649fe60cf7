package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that a cluster's EKS cluster and execution roles are of its own account: where ids were replaced in some places only, a
 * rehearsal would blame the installation's roles for calls that no real cluster leads to.
 */
final class OneAccount {
    private static final Pattern CLUSTER =
            Pattern.compile("arn:(aws[a-z-]*):sagemaker:([a-z0-9-]+):([0-9]{12}):cluster/.+");
    private static final String REMEDY =
            "give what `aws sagemaker describe-cluster` prints, unchanged; an account id that is to be hidden is replaced"
                    + " everywhere by the same one";

    private final Document document;
    private final List<Problem> problems = new ArrayList<>();

    private OneAccount(Document document) {
        this.document = document;
    }

    /** @throws BadDocument naming every ARN of another account, region or partition */
    static void require(Document document) {
        Matcher cluster = CLUSTER.matcher(document.at("/ClusterArn").asText());
        if (cluster.matches()) {
            new OneAccount(document).require(cluster.group(1), cluster.group(2), cluster.group(3));
        }
    }

    private void require(String partition, String region, String account) {
        String eks = "arn:" + partition + ":eks:" + region + ":" + account + ":cluster/";
        String role = "arn:" + partition + ":iam::" + account + ":role/";
        begins("/Orchestrator/Eks/ClusterArn", eks, "EKS cluster");
        for (String member : List.of("InstanceGroups", "RestrictedInstanceGroups")) {
            for (int i = 0; i < document.at("/" + member).size(); i++) {
                begins("/" + member + "/" + i + "/ExecutionRole", role, "role");
            }
        }
        if (!problems.isEmpty()) {
            throw new BadDocument(problems);
        }
    }

    private void begins(String pointer, String beginning, String what) {
        JsonNode arn = document.at(pointer);
        if (arn.isTextual() && !arn.textValue().startsWith(beginning)) {
            problems.add(document.problem(
                    pointer,
                    "is no " + what + " of the cluster's own account: it would begin with " + beginning,
                    REMEDY));
        }
    }
}
