package io.hyperpatch.rehearsal.twin;

import java.util.function.Consumer;
import java.util.function.Function;

/** What the course of an update plays on: the cluster, its time, its events, its behaviour and the alarms that it reads. */
record Stage(
        TwinCluster cluster,
        Cadence cadence,
        HyperPodEvents events,
        TwinBehaviour behaviour,
        Function<String, AlarmState> alarms,
        Consumer<Harm> harms) {

    Pace pace() {
        return behaviour.pace();
    }

    Unknowns unknowns() {
        return behaviour.unknowns();
    }

    /** Whether a mishap is in store for this node. */
    boolean meets(Mishap mishap, TwinNode node) {
        return mishap.nodes(behaviour.mishaps()).stream().anyMatch(reference -> cluster.isNode(node, reference));
    }

    /** The mishap that was in store for it has struck. */
    void struck(Mishap mishap, TwinNode node) {
        befell(mishap.word(), node.id());
    }

    void befell(String kind, String whom) {
        harms.accept(new Harm(cluster.name(), kind, whom));
    }
}
