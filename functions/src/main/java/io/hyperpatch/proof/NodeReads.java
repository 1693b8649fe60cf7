package io.hyperpatch.proof;

import io.hyperpatch.cluster.Node;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads single nodes by DescribeClusterNode, the only answer that shows a node's image id.
 *
 * <p>Reading thousands may take longer than one function may run: then a part of them is read, that part is kept, and the next reading
 * goes on from there.
 */
public interface NodeReads {
    /** @param nodes as they are listed now: what was read of a node before it changed is not used again */
    Readings of(Collection<Node> nodes);

    /**
     * The knowledge so far of the nodes asked for.
     *
     * @param nodes as DescribeClusterNode showed them, by instance id
     * @param gone listed, but no longer there when they were to be read
     * @param unreadable the answer about them could not be read; that is not one that shows no image
     * @param outstanding how many are still to be read; nothing can be proved before there are none
     */
    record Readings(Map<String, Node> nodes, Set<String> gone, Set<String> unreadable, int outstanding) {
        /** Nothing was asked for. */
        public static final Readings NONE = new Readings(Map.of(), Set.of(), Set.of(), 0);

        public Readings {
            nodes = Map.copyOf(Objects.requireNonNull(nodes, "nodes"));
            gone = Set.copyOf(gone);
            unreadable = Set.copyOf(unreadable);
        }

        /** Says how far the reading has come. */
        public String inWords() {
            int done = nodes.size() + gone.size();
            String read = done + " of " + (done + unreadable.size() + outstanding) + " nodes are read";
            String nodes = unreadable.size() == 1 ? " node" : " nodes";
            return unreadable.isEmpty()
                    ? read
                    : read + ", and the answers about " + unreadable.size() + nodes + " cannot be read";
        }
    }
}
