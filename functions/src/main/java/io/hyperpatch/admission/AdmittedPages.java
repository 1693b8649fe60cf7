package io.hyperpatch.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Expiry;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The lists of clusters that executions of patch-fleet go through, in pages: a state of a workflow holds
 * 256 KiB, whatever the size of the fleet.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">quotas of Step Functions</a>
 */
public final class AdmittedPages {
    /** Each cluster takes up to 1 KB of a page, and as much of the list of ends. */
    public static final int CLUSTERS_PER_PAGE = 25;

    private final Store store;

    public AdmittedPages(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    /** One item. */
    private record Page(List<AdmittedCluster> clusters) {}

    private static Key key(String execution, int page) {
        return new Key("admission/" + execution, String.format("page/%04d", page));
    }

    /**
     * Stores all pages but the first, which the execution gets at once.
     *
     * @param execution the ARN of the execution that goes through the list
     * @return the first page
     */
    public List<AdmittedCluster> keep(String execution, List<AdmittedCluster> clusters, Instant now) {
        for (int page = 1; page < pages(clusters.size()); page++) {
            ObjectNode attributes = Json.of(new Page(page(clusters, page)));
            store.write(new Write.Update(
                    key(execution, page),
                    List.of(Change.set("clusters", attributes.get("clusters")), Expiry.set(now)),
                    Condition.always()));
        }
        return page(clusters, 0);
    }

    /** The number of pages that so many clusters take; at least 1. */
    public static int pages(int clusters) {
        return Math.max(1, (clusters + CLUSTERS_PER_PAGE - 1) / CLUSTERS_PER_PAGE);
    }

    private static List<AdmittedCluster> page(List<AdmittedCluster> clusters, int page) {
        int from = page * CLUSTERS_PER_PAGE;
        return List.copyOf(clusters.subList(from, Math.min(clusters.size(), from + CLUSTERS_PER_PAGE)));
    }

    /**
     * The clusters of a stored page.
     *
     * @param page from 1; the first page, 0, is not stored
     * @throws IllegalStateException if there is no such page
     */
    public List<AdmittedCluster> read(String execution, int page) {
        return store.read(key(execution, page))
                .map(item -> Stored.read(Page.class, item))
                .orElseThrow(() -> new IllegalStateException("page " + page + " of " + execution + " is not stored"))
                .clusters();
    }
}
