package io.hyperpatch.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.hyperpod.ServiceDocument;
import io.hyperpatch.json.Json;
import java.util.function.Consumer;

/** A small EKS cluster in the service's own words, to be bent by each test. */
public final class ClusterFixture {
    public static final String ARN = "arn:aws:sagemaker:us-west-2:111122223333:cluster/abc123def456";

    private final ObjectNode json;

    public ClusterFixture() {
        try {
            json = (ObjectNode) Json.mapper().readTree("""
                    { "ClusterArn": "%s", "ClusterName": "train-a", "ClusterStatus": "InService",
                      "Orchestrator": { "Eks": { "ClusterArn": "arn:aws:eks:us-west-2:111122223333:cluster/k" } },
                      "InstanceGroups": [
                        { "InstanceGroupName": "system", "InstanceType": "ml.c5.2xlarge", "Status": "InService",
                          "CurrentCount": 1, "TargetCount": 1, "CurrentImageId": "ami-00000000000000001" },
                        { "InstanceGroupName": "canary", "InstanceType": "ml.p5.48xlarge", "Status": "InService",
                          "CurrentCount": 2, "TargetCount": 2, "CurrentImageId": "ami-00000000000000001" },
                        { "InstanceGroupName": "gpu", "InstanceType": "ml.p5.48xlarge", "Status": "InService",
                          "CurrentCount": 64, "TargetCount": 64, "CurrentImageId": "ami-00000000000000001" } ],
                      "RestrictedInstanceGroups": [
                        { "InstanceGroupName": "nova", "InstanceType": "ml.p5.48xlarge", "Status": "InService",
                          "CurrentCount": 16, "TargetCount": 16 } ] }
                    """.formatted(ARN));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public ClusterFixture with(Consumer<ObjectNode> change) {
        change.accept(json);
        return this;
    }

    public ClusterFixture slurm() {
        json.putObject("Orchestrator").putObject("Slurm");
        return this;
    }

    public ClusterFixture group(String name, Consumer<ObjectNode> change) {
        json.path("InstanceGroups").forEach(group -> {
            if (group.path("InstanceGroupName").asText().equals(name)) {
                change.accept((ObjectNode) group);
            }
        });
        return this;
    }

    public ObjectNode json() {
        return json.deepCopy();
    }

    public Cluster cluster() {
        return ServiceDocument.cluster(json);
    }
}
