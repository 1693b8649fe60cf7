package io.hyperpatch.rehearsal.setting;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Problem;
import io.hyperpatch.rehearsal.scenario.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that the nodes and groups to which a scenario does something are there: else it would show nothing. */
final class Casualties {

    private final Document scenario;
    private final Names names;
    private final ClusterFacts cluster;
    private final List<Problem> problems = new ArrayList<>();

    private Casualties(Document scenario, Names names, ClusterFacts cluster) {
        this.scenario = scenario;
        this.names = names;
        this.cluster = cluster;
    }

    /** @throws BadDocument naming every node and group that the cluster does not have */
    static void require(Document scenario, Names names, ClusterFacts cluster) {
        Casualties casualties = new Casualties(scenario, names, cluster);
        scenario.at("/twin/mishaps")
                .properties()
                .forEach(mishap -> casualties.nodes("/twin/mishaps/" + mishap.getKey(), mishap.getValue()));
        JsonNode before = scenario.at("/twin/nodesBefore");
        for (int i = 0; i < before.size(); i++) {
            casualties.node("/twin/nodesBefore/" + i + "/node", before.get(i).path("node"));
        }
        JsonNode happenings = scenario.at("/happenings");
        for (int i = 0; i < happenings.size(); i++) {
            casualties.node("/happenings/" + i + "/node", happenings.get(i).path("node"));
            boolean added = happenings.get(i).path("happens").asText().equals("groupAdded");
            String member = added ? "like" : "group";
            casualties.group(
                    "/happenings/" + i + "/" + member, happenings.get(i).path(member));
        }
        if (!casualties.problems.isEmpty()) {
            throw new BadDocument(casualties.problems);
        }
    }

    private void nodes(String pointer, JsonNode list) {
        for (int i = 0; i < list.size(); i++) {
            node(pointer + "/" + i, list.get(i));
        }
    }

    /** An instance id can only be known once the nodes are made. */
    private void node(String pointer, JsonNode node) {
        String text = names.fill(node.asText());
        if (!text.contains("/")) {
            return;
        }
        String group = text.substring(0, text.indexOf('/'));
        Optional<Integer> nodes = cluster.nodesOf(group);
        if (nodes.isEmpty()) {
            unknown(pointer, group);
        } else if (Integer.parseInt(text.substring(text.indexOf('/') + 1)) >= nodes.get()) {
            problems.add(scenario.problem(
                    pointer,
                    "is not there: group " + group + " of " + cluster.name() + " has " + nodes.get() + " nodes",
                    nodes.get() == 0
                            ? "name a node of a group that has some"
                            : "count from 0 to " + (nodes.get() - 1)));
        }
    }

    private void group(String pointer, JsonNode group) {
        String name = names.fill(group.asText());
        if (!name.isEmpty() && cluster.nodesOf(name).isEmpty()) {
            unknown(pointer, name);
        }
    }

    private void unknown(String pointer, String group) {
        problems.add(scenario.problem(
                pointer,
                "names the group " + group + ", which " + cluster.name() + " does not have",
                "name one of " + String.join(", ", cluster.groupNames()) + ", or {largest}, {smallest}, {first}"));
    }
}
