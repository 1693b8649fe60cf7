package io.hyperpatch.rehearsal.run;

import io.hyperpatch.rehearsal.fault.CallFailed;
import io.hyperpatch.rehearsal.fault.FaultGate;
import io.hyperpatch.rehearsal.fault.Passage;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.TransactionResult;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The store as a function sees it: each call takes time, passes the gate, and its answer can be lost. */
final class SimulatedStore implements Store {
    private static final Duration LATENCY = Duration.ofMillis(8);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Store store;
    private final FaultGate gate;
    private final Map<String, Long> operations;

    /** @param operations counts the operations of each function */
    SimulatedStore(Store store, FaultGate gate, Map<String, Long> operations) {
        this.store = Objects.requireNonNull(store);
        this.gate = Objects.requireNonNull(gate);
        this.operations = Objects.requireNonNull(operations);
    }

    /** A call of the store whose fate the function does not learn. */
    static final class StoreFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreFailed(CallFailed cause) {
            super("the store did not answer", cause);
        }
    }

    @Override
    public Optional<Item> read(Key key) {
        return pass("store:read", () -> store.read(key));
    }

    @Override
    public List<Item> list(String partition, String sortPrefix) {
        return pass("store:list", () -> store.list(partition, sortPrefix));
    }

    @Override
    public WriteResult write(Write write) {
        return pass("store:write", () -> store.write(write));
    }

    @Override
    public TransactionResult transact(List<Write> writes) {
        return pass("store:transact", () -> store.transact(writes));
    }

    private <T> T pass(String action, Supplier<T> effect) {
        operations.merge(gate.caller(), 1L, Long::sum);
        try {
            return gate.pass(new Passage(gate.caller(), action, LATENCY, PATIENCE), effect);
        } catch (CallFailed failed) {
            throw new StoreFailed(failed);
        }
    }
}
