package io.hyperpatch.reconcile;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.LeaseRules;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Unreported;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A run that nobody is at work on any more, and that is not at its end.
 *
 * @param lease whether the cluster's lease is kept for it, and has to be taken over first
 * @param since when that was last changed
 */
public record Stuck(ClusterArn cluster, RunName run, boolean lease, Instant since, String why) {
    public Stuck {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(why, "why");
    }

    /**
     * All that is stuck, what waits longest first.
     *
     * @param waiting the clusters for whose leases requests wait
     * @param status what Step Functions says of an execution; asked once for each
     */
    public static List<Stuck> find(
            Map<ClusterArn, Lease> leases,
            List<Unreported.Entry> unreported,
            Set<ClusterArn> waiting,
            Function<String, HolderStatus> status,
            Instant now) {
        Map<String, HolderStatus> known = new HashMap<>();
        Function<String, HolderStatus> once = execution -> known.computeIfAbsent(execution, status);
        List<Stuck> stuck = new ArrayList<>();
        leases.forEach((cluster, lease) -> {
            switch (lease.state()) {
                case FREE -> {
                    if (waiting.contains(cluster)) {
                        stuck.add(new Stuck(
                                cluster,
                                lease.run(),
                                false,
                                lease.since(),
                                "a request waits for the lease, which is free"));
                    }
                }
                case PARKED -> stuck.add(new Stuck(cluster, lease.run(), true, lease.since(), "the lease is parked"));
                case HELD -> {
                    if (LeaseRules.abandoned(lease, once.apply(lease.holder()), now)) {
                        stuck.add(new Stuck(cluster, lease.run(), true, lease.since(), "the lease's holder has ended"));
                    }
                }
            }
        });
        unreported.stream()
                .filter(entry -> stuck.stream().noneMatch(each -> each.run().equals(entry.run())))
                .filter(entry -> LeaseRules.over(once.apply(entry.execution()), entry.since(), now))
                .map(entry -> new Stuck(
                        entry.cluster(), entry.run(), false, entry.since(), "nobody has told how the run ended"))
                .toList()
                .forEach(stuck::add);
        stuck.sort(Comparator.comparing(Stuck::since));
        return stuck;
    }
}
