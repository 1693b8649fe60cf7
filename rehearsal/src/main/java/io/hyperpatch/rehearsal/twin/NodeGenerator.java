package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Makes nodes as ListClusterNodes would show them, for a group of which only the number is known. */
final class NodeGenerator {

    private final Ids ids;
    private int made;

    NodeGenerator(Ids ids) {
        this.ids = ids;
    }

    /** @param nodes the instance types of those that the group has already */
    ObjectNode node(JsonNode group, Supplier<List<String>> nodes, Instant launched, String status) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("InstanceGroupName", group.path("InstanceGroupName"));
        node.put("InstanceId", ids.instance());
        InstanceTypesOf.group(group).next(nodes).ifPresent(type -> node.put("InstanceType", type));
        node.set("LaunchTime", Timestamps.wire(launched));
        node.set("LastSoftwareUpdateTime", Timestamps.wire(launched));
        node.putObject("InstanceStatus").put("Status", status).put("Message", "");
        node.put("PrivateDnsHostname", "ip-" + address().replace('.', '-') + ".ec2.internal");
        return node;
    }

    String instance() {
        return ids.instance();
    }

    private String address() {
        made++;
        return "10.1." + (made >> 8 & 0xff) + "." + (made & 0xff);
    }
}
