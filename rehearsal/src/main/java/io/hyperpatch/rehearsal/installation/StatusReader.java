package io.hyperpatch.rehearsal.installation;

import io.hyperpatch.admission.KnownHarm;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.fleet.Fleets;
import io.hyperpatch.fleet.Turns;
import io.hyperpatch.harm.Harm;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.WaitingRequest;
import io.hyperpatch.lease.WaitingRequests;
import io.hyperpatch.reconcile.FailedRounds;
import io.hyperpatch.reconcile.Stuck;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.signal.Signals;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the store; what is blocked and what is stuck the product's own rules decide. */
final class StatusReader {
    private final Store store;
    private final Function<String, HolderStatus> executions;
    private final int latestRuns;

    /** @param executions what Step Functions says of one */
    StatusReader(Store store, Function<String, HolderStatus> executions, int latestRuns) {
        this.store = Objects.requireNonNull(store);
        this.executions = Objects.requireNonNull(executions);
        this.latestRuns = latestRuns;
    }

    Status read(Installation installation, Subscriptions subscriptions, Instant now) {
        Map<ClusterArn, Lease> leases = new Leases(store).all().readable();
        List<Unreported.Entry> unreported = new Unreported(store).all();
        Map<ClusterArn, Optional<Lease>> clusters = new LinkedHashMap<>();
        leases.forEach((cluster, lease) -> clusters.put(cluster, Optional.of(lease)));
        unreported.forEach(entry -> clusters.putIfAbsent(entry.cluster(), Optional.empty()));
        List<Status.Cluster> read = new ArrayList<>();
        Map<ClusterArn, WaitingRequest> waiting = new WaitingRequests(store).all();
        clusters.forEach(
                (cluster, lease) -> read.add(cluster(cluster, lease, Optional.ofNullable(waiting.get(cluster)))));
        return new Status(
                installation,
                KillSwitch.read(store),
                subscriptions,
                read,
                Stuck.find(leases, unreported, waiting.keySet(), executions, now),
                new FailedRounds(store).resting(now),
                stopped(),
                unreported);
    }

    private List<Status.Stopped> stopped() {
        List<Status.Stopped> stopped = new ArrayList<>();
        new Fleets(store).all().forEach((policy, fleet) -> fleet.turns().forEach(turn -> new Runs(store)
                .find(turn.cluster(), turn.run())
                .flatMap(Run::latest)
                .filter(Turns::isBad)
                .ifPresent(
                        outcome -> stopped.add(new Status.Stopped(policy, turn.run(), turn.clusterName(), outcome)))));
        return stopped;
    }

    private Status.Cluster cluster(ClusterArn arn, Optional<Lease> lease, Optional<WaitingRequest> waits) {
        List<Run> runs = new Runs(store).all(arn);
        Optional<Lease> away = lease.filter(kept -> kept.state() != Lease.State.FREE);
        List<Intent> unresolved = away.map(kept -> new Intents(store)
                        .of(kept.run()).stream().filter(Intent::isUnresolved).toList())
                .orElse(List.of());
        return new Status.Cluster(
                arn,
                runs.isEmpty() ? arn.id() : runs.getLast().clusterName(),
                lease,
                waits.map(WaitingRequest::run),
                unresolved,
                away.filter(kept -> kept.state() == Lease.State.HELD && !unresolved.isEmpty())
                        .flatMap(kept -> new Signals(store).looksAgainBy(arn)),
                runs.reversed().stream().limit(latestRuns).toList(),
                blocked(arn));
    }

    /** Each image once, with the groups that it is blocked in. */
    private List<Status.Block> blocked(ClusterArn cluster) {
        Map<String, List<Harm>> byImage = new LinkedHashMap<>();
        new KnownHarm(store).of(cluster).stream().filter(Harm::isInForce).forEach(harm -> byImage.computeIfAbsent(
                        harm.image(), image -> new ArrayList<>())
                .add(harm));
        List<Status.Block> blocked = new ArrayList<>();
        byImage.forEach((image, facts) -> blocked.add(new Status.Block(
                image,
                facts.stream().map(Harm::group).distinct().toList(),
                facts.stream().map(fact -> fact.group() + ": " + fact.inWords()).collect(Collectors.joining("; ")))));
        return blocked;
    }
}
