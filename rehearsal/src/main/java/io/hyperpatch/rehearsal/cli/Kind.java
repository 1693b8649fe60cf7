package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** Which kind of document a file is, so that a mix-up is told as what it is. */
enum Kind {
    KUBERNETES("a Kubernetes manifest", tree -> tree.has("apiVersion") && tree.has("kind")),
    PCS_CLUSTER(
            "a PCS cluster",
            tree -> tree.path("cluster").has("slurmConfiguration")
                    || tree.path("cluster").path("arn").asText().contains(":pcs:")
                    || tree.path("arn").asText().contains(":pcs:")),
    EKS_CLUSTER("an EKS cluster", tree -> tree.path("cluster").has("kubernetesNetworkConfig")),
    EVENT("an event", tree -> tree.has("detail-type") || tree.has("detail")),
    NODES("what list-cluster-nodes prints", tree -> tree.has("ClusterNodeSummaries")),
    CLUSTER("what describe-cluster prints", tree -> tree.has("InstanceGroups") || tree.has("ClusterArn")),
    SCENARIO("a scenario", tree -> tree.has("triggers")),
    POLICY("a fleet policy", tree -> tree.has("clusters") && tree.has("image"));

    private final String words;
    private final Predicate<JsonNode> test;

    Kind(String words, Predicate<JsonNode> test) {
        this.words = words;
        this.test = test;
    }

    String words() {
        return words;
    }

    /** The kind that a document is by its members; empty if it could be any. */
    static Optional<Kind> of(Document document) {
        return Arrays.stream(values())
                .filter(kind -> kind.test.test(document.tree()))
                .findFirst();
    }

    /** @throws BadDocument if it is no object, or plainly another kind of document */
    static void require(Kind wanted, Document document, String remedy) {
        if (!document.tree().isObject()) {
            throw new BadDocument(document.problem("", "is not " + wanted.words, remedy));
        }
        Optional<Kind> found = of(document);
        if (found.isPresent() && found.get() != wanted) {
            throw new BadDocument(document.problem("", "is " + found.get().words + ", not " + wanted.words, remedy));
        }
    }
}
