package io.hyperpatch.admission;

import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.NodeNote;
import io.hyperpatch.run.RunName;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last run that called, or proved, anything for a request: what it proved, and the remainder that it left.
 *
 * @param proofs the last proof of each group, by the group's name
 * @param fruitlessCanary the groups of a canary step on which the image was proved nowhere, while steps followed; empty in any other
 *     run
 */
record Served(RunName run, Map<String, GroupProof> proofs, Set<String> fruitlessCanary) {
    Served {
        Objects.requireNonNull(run, "run");
        proofs = Map.copyOf(proofs);
        fruitlessCanary = Set.copyOf(fruitlessCanary);
    }

    /** The nodes that it left behind in a group: passed over, broken before, or unproven. */
    Set<String> remainder(String group) {
        GroupProof proof = proofs.get(group);
        return proof == null
                ? Set.of()
                : Stream.of(proof.skipped(), proof.broken(), proof.unproven())
                        .flatMap(notes -> notes.stream().map(NodeNote::instanceId))
                        .collect(Collectors.toSet());
    }

    /** The nodes that were broken before it began, whatever else became of their group. */
    Set<String> broken(String group) {
        GroupProof proof = proofs.get(group);
        return proof == null
                ? Set.of()
                : proof.broken().stream().map(NodeNote::instanceId).collect(Collectors.toSet());
    }
}
