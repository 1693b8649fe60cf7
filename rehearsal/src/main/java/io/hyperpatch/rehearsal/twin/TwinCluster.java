package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A simulated cluster: its document, its groups, and the software updates that it has seen. */
final class TwinCluster {

    private final Published document;
    private final Visibility visibility;
    private final Visibility nodeVisibility;
    private final List<TwinGroup> groups = new ArrayList<>();
    private final List<TwinGroup> removed = new ArrayList<>();
    private final List<SoftwareUpdate> updates = new ArrayList<>();
    private final Catalogue catalogue;
    private final Arn arn;

    /** @param document DescribeCluster's answer; its two arrays of groups are not read */
    TwinCluster(ObjectNode document, Catalogue catalogue, Visibility visibility, Visibility nodeVisibility) {
        this.catalogue = catalogue;
        this.document = new Published(document);
        this.visibility = visibility;
        this.nodeVisibility = nodeVisibility;
        this.arn = Arn.parse(document.path("ClusterArn").asText());
    }

    /** The parts of {@code arn:aws:sagemaker:region:account:cluster/id}. */
    record Arn(String text, String region, String account) {
        static Arn parse(String text) {
            String[] parts = text.split(":", 6);
            return new Arn(text, parts[3], parts[4]);
        }
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Arn arn() {
        return arn;
    }

    String name() {
        return document.real().path("ClusterName").asText();
    }

    boolean is(String nameOrArn) {
        return name().equals(nameOrArn) || arn.text().equals(nameOrArn);
    }

    String status() {
        return document.real().path("ClusterStatus").asText();
    }

    boolean slurm() {
        return ClusterDocument.slurm(document.real());
    }

    /** The ARN of the EKS cluster that orchestrates it; empty on Slurm. */
    Optional<String> eks() {
        return Optional.ofNullable(
                document.real().at("/Orchestrator/Eks/ClusterArn").textValue());
    }

    boolean continuous() {
        return "Continuous".equals(document.real().path("NodeProvisioningMode").asText());
    }

    boolean recoversNodes() {
        return "Automatic".equals(document.real().path("NodeRecovery").asText());
    }

    Instant created() {
        JsonNode created = document.real().path("CreationTime");
        return created.isMissingNode() || created.isNull() ? Instant.EPOCH : Timestamps.read(created);
    }

    ObjectNode shown() {
        return document.shown();
    }

    ObjectNode real() {
        return document.real();
    }

    void becomes(String status) {
        document.real().put("ClusterStatus", status);
        visibility.publish(document);
    }

    Visibility visibility() {
        return visibility;
    }

    Visibility nodeVisibility() {
        return nodeVisibility;
    }

    void add(TwinGroup group) {
        groups.add(group);
    }

    void remove(TwinGroup group) {
        groups.remove(group);
        removed.add(group);
    }

    /** Those that somebody has removed: nothing shows them any more. */
    List<TwinGroup> removedGroups() {
        return List.copyOf(removed);
    }

    /** Restricted groups too. */
    List<TwinGroup> groups() {
        return List.copyOf(groups);
    }

    Optional<TwinGroup> group(String name) {
        return groups.stream().filter(group -> group.name().equals(name)).findFirst();
    }

    Stream<TwinNode> nodes() {
        return groups.stream().flatMap(group -> group.nodes().stream());
    }

    TwinGroup groupOf(TwinNode node) {
        return groups.stream()
                .filter(group -> group.nodes().contains(node))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(node.id() + " is no node of cluster " + name()));
    }

    /**
     * Finds a node by its instance id, or by {@code group/index}.
     *
     * @throws IllegalArgumentException if there is none, saying what there is
     */
    TwinNode node(String reference) {
        return nodes().filter(node -> isNode(node, reference))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + reference + "' is no node of cluster " + name()
                        + ": write an instance id, or group/index counting from 0, as in "
                        + groups.getFirst().name() + "/0"));
    }

    /** A node that was replaced meanwhile answers to its instance id only. */
    boolean isNode(TwinNode node, String reference) {
        if (node.id().equals(reference)) {
            return true;
        }
        return groups.stream()
                .filter(group -> group.nodes().contains(node))
                .anyMatch(group ->
                        reference.equals(group.name() + "/" + group.nodes().indexOf(node)));
    }

    void add(SoftwareUpdate update) {
        updates.add(update);
    }

    List<SoftwareUpdate> updates() {
        return List.copyOf(updates);
    }

    Stream<SoftwareUpdate> updatesInEffect() {
        return updates.stream().filter(SoftwareUpdate::inEffect);
    }

    static ApiError notFound(String nameOrArn) {
        return ApiError.badRequest(
                "ResourceNotFound",
                "Cluster with name or ARN '" + nameOrArn + "' does not exist in this account and Region.");
    }
}
