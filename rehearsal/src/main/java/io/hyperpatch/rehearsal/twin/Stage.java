package io.hyperpatch.rehearsal.twin;

import java.util.Set;
import java.util.function.Function;

/** What the course of an update plays on: the cluster, its time, its events, its behaviour and the alarms that it reads. */
record Stage(
        TwinCluster cluster,
        Cadence cadence,
        HyperPodEvents events,
        TwinBehaviour behaviour,
        Function<String, AlarmState> alarms) {

    Pace pace() {
        return behaviour.pace();
    }

    Unknowns unknowns() {
        return behaviour.unknowns();
    }

    boolean struck(Set<String> mishap, TwinNode node) {
        return !mishap.isEmpty() && mishap.stream().anyMatch(reference -> cluster.isNode(node, reference));
    }
}
