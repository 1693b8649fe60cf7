package io.hyperpatch.reconcile;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.intent.Adoption;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.TransactionResult;
import io.hyperpatch.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Records the words of people on calls that no reading could tell. */
public final class Adoptions {
    /** A cluster has 100 groups at most; the first ones tell enough. */
    private static final int MOST_SHOWN = 20;

    private final Store store;

    public Adoptions(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    /**
     * Records the word on each of the calls, and raises the token of the lease, in one transaction; the next reconcile takes the run up,
     * however often rounds have failed with it.
     *
     * @return false if the lease or a call has changed meanwhile, and nothing was written
     */
    public boolean record(ClusterArn cluster, Lease parked, List<Intent> open, Adoption word) {
        List<Write> writes = new ArrayList<>(List.of(Leases.raised(cluster, parked)));
        open.forEach(intent -> writes.add(Intents.adopt(intent, word)));
        writes.add(FailedRounds.forgotten(parked.run()));
        return store.transact(writes) instanceof TransactionResult.Written;
    }

    /** The present state of the groups of some calls, as the cluster shows it, in words. */
    public static String shown(Cluster cluster, List<Intent> open) {
        List<String> names = open.stream()
                .flatMap(intent -> intent.groups().stream())
                .distinct()
                .sorted()
                .toList();
        String groups = names.stream()
                .limit(MOST_SHOWN)
                .map(name -> cluster.group(name).map(Adoptions::shown).orElse(name + ": not there"))
                .collect(Collectors.joining("; "));
        int more = names.size() - MOST_SHOWN;
        return "cluster " + cluster.status() + "; " + groups + (more > 0 ? "; and " + more + " more groups" : "");
    }

    private static String shown(InstanceGroup group) {
        return group.name() + ": " + group.status() + ", image "
                + group.currentImageId().orElse("not shown") + ", wanted "
                + group.desiredImageId().orElse("not shown") + ", "
                + group.softwareUpdateStatus().map(status -> "update " + status).orElse("no update") + ", "
                + group.currentCount() + " of " + group.targetCount() + " nodes";
    }
}
