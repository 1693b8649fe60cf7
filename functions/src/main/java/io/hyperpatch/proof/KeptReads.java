package io.hyperpatch.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.json.Json;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Expiry;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The single nodes that one proof has read so far, page by page: an item holds at most 400 KB.
 *
 * <p>They are kept under the intent and the moment at which its update was seen ended. Where the update
 * turns out to go on, and ends later, the proof begins anew.
 */
public final class KeptReads {
    /** So many nodes make a page; those that a killed function had read since the last page are read again. */
    public static final int NODES_PER_PAGE = 100;

    private static final String NODES = "nodes";

    private final Store store;
    private final String partition;
    private final String prefix;
    private Optional<Map<String, Kept>> known = Optional.empty();
    private int pages;

    private KeptReads(Store store, RunName run, String proof) {
        this.store = Objects.requireNonNull(store);
        this.partition = Intents.partition(run);
        this.prefix = "reads/" + proof + "/";
    }

    /** Those of the proof of how an intent's update ended. */
    public static KeptReads ofEnd(Store store, Intent intent) {
        Instant ended = intent.endedAt().or(intent::calledAt).orElse(intent.plannedAt());
        return new KeptReads(
                store,
                intent.id().run(),
                String.format("%03d/%03d/%d", intent.id().step(), intent.id().number(), ended.toEpochMilli()));
    }

    /** Those of the proof that the groups of a run are on their pins before it begins. */
    public static KeptReads beforeTheStart(Store store, RunName run) {
        return new KeptReads(store, run, "before");
    }

    /**
     * A node that was read.
     *
     * @param node as DescribeClusterNode showed it
     * @param listed as ListClusterNodes showed it when it was read
     */
    record Kept(Node node, Node listed) {
        /** A node that was updated, replaced or restarted since must be read again. */
        boolean stillHoldsFor(Node now) {
            return listed.group().equals(now.group())
                    && listed.status().equals(now.status())
                    && listed.lastSoftwareUpdate().equals(now.lastSoftwareUpdate())
                    && listed.launchedAt().equals(now.launchedAt());
        }
    }

    /** The node as it was read, if nothing has happened to it since. */
    public Optional<Node> find(Node listedNow) {
        return Optional.ofNullable(known().get(listedNow.instanceId()))
                .filter(kept -> kept.stillHoldsFor(listedNow))
                .map(Kept::node);
    }

    /**
     * Adds a page of nodes that were read.
     *
     * @param read as DescribeClusterNode showed them, by the node as it was listed
     */
    public void add(Map<Node, Node> read, Instant now) {
        Map<String, Kept> all = known();
        List<Kept> page = new ArrayList<>();
        read.forEach((listed, node) -> page.add(new Kept(node, listed)));
        page.forEach(kept -> all.put(kept.listed().instanceId(), kept));
        put(pages, page, now);
        pages++;
    }

    /**
     * Lets the proof begin anew. Pages are emptied, not removed: no function that proves needs the right to
     * delete.
     */
    public void forget(Instant now) {
        known().clear();
        for (; pages > 0; pages--) {
            put(pages - 1, List.of(), now);
        }
    }

    private void put(int number, List<Kept> nodes, Instant now) {
        Change kept = Change.set(NODES, Json.mapper().<JsonNode>valueToTree(nodes));
        store.write(new Write.Update(page(number), List.of(kept, Expiry.set(now)), Condition.always()));
    }

    private Key page(int number) {
        return new Key(partition, String.format("%s%05d", prefix, number));
    }

    /** Of a node on two pages the later one holds: it was read again. */
    private Map<String, Kept> known() {
        if (known.isEmpty()) {
            Map<String, Kept> all = new HashMap<>();
            for (Item item : store.list(partition, prefix)) {
                kept(item).forEach(kept -> all.put(kept.listed().instanceId(), kept));
                pages++;
            }
            known = Optional.of(all);
        }
        return known.get();
    }

    /**
     * A page that cannot be read, because another version wrote it, say, costs its calls once more and
     * nothing else.
     */
    private static List<Kept> kept(Item item) {
        try {
            return item.get(NODES).stream()
                    .flatMap(JsonNode::valueStream)
                    .map(node -> Json.stored(Kept.class, node))
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
