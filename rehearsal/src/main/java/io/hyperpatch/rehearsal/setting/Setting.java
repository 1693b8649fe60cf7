package io.hyperpatch.rehearsal.setting;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.rehearsal.aws.ec2.Image;
import io.hyperpatch.rehearsal.aws.imagebuilder.BuiltImage;
import io.hyperpatch.rehearsal.scenario.Cast;
import io.hyperpatch.rehearsal.scenario.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a rehearsal needs.
 *
 * @param cluster a DescribeCluster document
 * @param nodes a ListClusterNodes document; nodes are made up without one
 * @param tags the tags that the twin carries
 * @param images all that exist in EC2
 * @param parameters by name
 * @param notes what people should know of what was made up for them
 * @param neighbours DescribeCluster documents of further clusters of the account
 * @param alike whether the neighbours behave as the scenario has the cluster behave; else nothing happens to them
 * @param deployments what is deployed while the product is at work
 */
public record Setting(
        JsonNode cluster,
        Optional<JsonNode> nodes,
        Map<String, String> tags,
        FleetPolicy policy,
        Names names,
        Cast cast,
        List<Incoming> triggers,
        List<Image> images,
        Map<String, String> parameters,
        List<BuiltImage> builds,
        Instant start,
        List<String> notes,
        List<JsonNode> neighbours,
        boolean alike,
        List<Deployment> deployments) {

    public Setting {
        Objects.requireNonNull(cluster, "cluster");
        tags = Map.copyOf(tags);
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(cast, "cast");
        triggers = List.copyOf(triggers);
        images = List.copyOf(images);
        parameters = Map.copyOf(parameters);
        builds = List.copyOf(builds);
        Objects.requireNonNull(start, "start");
        notes = List.copyOf(notes);
        neighbours = List.copyOf(neighbours);
        deployments = List.copyOf(deployments);
    }

    /** The same, with something deployed while the product is at work. */
    public Setting deploying(List<Deployment> deployed) {
        return but(tags, policy, triggers, neighbours, alike, deployed);
    }

    /** The same, with other events. */
    public Setting triggeredBy(List<Incoming> events) {
        return but(tags, policy, events, neighbours, alike, deployments);
    }

    /** The same, with further clusters, which a policy selects by tags. */
    Setting inFleet(Map<String, String> carried, FleetPolicy wider, List<JsonNode> others, boolean behaveAlike) {
        return but(carried, wider, triggers, others, behaveAlike, deployments);
    }

    private Setting but(
            Map<String, String> carried,
            FleetPolicy given,
            List<Incoming> events,
            List<JsonNode> others,
            boolean behaveAlike,
            List<Deployment> deployed) {
        return new Setting(
                cluster,
                nodes,
                carried,
                given,
                names,
                cast,
                events,
                images,
                parameters,
                builds,
                start,
                notes,
                others,
                behaveAlike,
                deployed);
    }

    /**
     * An event that comes in.
     *
     * @param expect the outcome that a scenario declares for it
     * @param parameters those that hold something else from that moment on
     */
    public record Incoming(Duration after, JsonNode event, Optional<String> expect, Map<String, String> parameters) {
        public Incoming {
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(expect, "expect");
            parameters = Map.copyOf(parameters);
        }

        public Incoming(Duration after, JsonNode event, Optional<String> expect) {
            this(after, event, expect, Map.of());
        }
    }
}
