package io.hyperpatch.cluster;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The nodes of a cluster as ListClusterNodes listed them, page after page, each id once.
 *
 * <p>The pages are not read in one moment: while nodes come and go, one may be listed twice and another not at all. So a listing is the
 * whole of a group only if no id was repeated in it and the group does not count more nodes than it holds.
 *
 * @param nodes in the order of the listing; of a node listed twice, the later entry
 * @param repeated the ids that were listed more than once
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListClusterNodes.html">ListClusterNodes</a>
 */
public record NodeListing(List<Node> nodes, Set<String> repeated) {
    public NodeListing {
        nodes = List.copyOf(nodes);
        repeated = Set.copyOf(repeated);
    }

    /** Takes the entries of all pages, in their order. */
    public static NodeListing of(Collection<Node> listed) {
        Map<String, Node> once = new LinkedHashMap<>();
        listed.forEach(node -> once.put(node.instanceId(), node));
        return new NodeListing(List.copyOf(once.values()), repeatedIn(listed));
    }

    private static Set<String> repeatedIn(Collection<Node> listed) {
        Set<String> once = new HashSet<>();
        return listed.stream().map(Node::instanceId).filter(id -> !once.add(id)).collect(Collectors.toSet());
    }

    public List<Node> of(String group) {
        return nodes.stream().filter(node -> node.group().equals(group)).toList();
    }

    /** Says why this cannot be taken for all nodes of a group. More nodes than counted are none of those: some are on their way. */
    public Optional<String> doubt(InstanceGroup group) {
        if (!repeated.isEmpty()) {
            return Optional.of("the listing of nodes holds " + String.join(", ", new TreeSet<>(repeated))
                    + " more than once, so it may lack others");
        }
        return lacks(group)
                ? Optional.of("the listing holds " + of(group.name()).size() + " nodes of group " + group.name()
                        + ", which counts " + group.currentCount())
                : Optional.empty();
    }

    private boolean lacks(InstanceGroup group) {
        return of(group.name()).size() < group.currentCount();
    }
}
