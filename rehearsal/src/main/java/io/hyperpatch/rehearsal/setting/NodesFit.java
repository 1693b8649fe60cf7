package io.hyperpatch.rehearsal.setting;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that a list of nodes is that of the cluster: a twin whose counts and nodes disagree would prove nothing. */
final class NodesFit {
    private static final String NODES = "/ClusterNodeSummaries";

    private NodesFit() {}

    static void require(Document document, ClusterFacts cluster) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        Set<String> ids = new HashSet<>();
        Map<String, Integer> instances = new HashMap<>();
        JsonNode nodes = document.at(NODES);
        for (int i = 0; i < nodes.size(); i++) {
            String group = nodes.get(i).path("InstanceGroupName").asText();
            String member = nodes.get(i).path("InstanceId").asText("").isEmpty() ? "NodeLogicalId" : "InstanceId";
            counts.merge(group, 1, Integer::sum);
            if (member.equals("InstanceId")) {
                instances.merge(group, 1, Integer::sum);
            }
            if (!ids.add(nodes.get(i).path(member).asText())) {
                problems.add(document.problem(
                        NODES + "/" + i + "/" + member, "stands in this list twice", "give each node once"));
            }
        }
        for (String group : cluster.groupNames()) {
            int listed = counts.getOrDefault(group, 0);
            int counted = cluster.nodesOf(group).orElse(0);
            // CurrentCount may or may not count a node whose instance is still to come.
            if (listed != counted && instances.getOrDefault(group, 0) != counted) {
                problems.add(
                        document.problem(
                                NODES,
                                "holds " + listed + " nodes of group '" + group + "', whose CurrentCount is " + counted,
                                "save both documents at the same time, with all pages of list-cluster-nodes; or leave out --nodes"));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadDocument(problems);
        }
    }
}
