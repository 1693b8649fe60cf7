package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.rehearsal.fault.CallFailed;
import io.hyperpatch.rehearsal.fault.FaultGate;
import io.hyperpatch.rehearsal.fault.Passage;
import io.hyperpatch.rehearsal.iam.Authority;
import io.hyperpatch.rehearsal.iam.Denial;
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
import java.util.stream.Stream;

/** The store as a function sees it: each call takes time, passes the gate, and its answer can be lost. */
final class SimulatedStore implements Store {
    private static final Duration LATENCY = Duration.ofMillis(8);

    private final Store store;
    private final FaultGate gate;
    private final Authority authority;
    private final Map<String, Long> operations;

    /**
     * @param authority judges the operations of DynamoDB that each call comes to
     * @param operations counts the operations of each function
     */
    SimulatedStore(Store store, FaultGate gate, Authority authority, Map<String, Long> operations) {
        this.store = Objects.requireNonNull(store);
        this.gate = Objects.requireNonNull(gate);
        this.authority = Objects.requireNonNull(authority);
        this.operations = Objects.requireNonNull(operations);
    }

    /** A call of the store whose fate the function does not learn. */
    static final class StoreFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreFailed(CallFailed cause) {
            super("the store did not answer", cause);
        }
    }

    /** A call of the store that the function's role does not allow. */
    static final class StoreDenied extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreDenied(Denial denial) {
            super(denial.message());
        }
    }

    @Override
    public Optional<Item> read(Key key) {
        return pass("store:read", Stream.of("GetItem"), () -> store.read(key));
    }

    @Override
    public List<Item> list(String partition, String sortPrefix) {
        return pass("store:list", Stream.of("Query"), () -> store.list(partition, sortPrefix));
    }

    @Override
    public WriteResult write(Write write) {
        return pass("store:write", Stream.of(operation(write)), () -> store.write(write));
    }

    @Override
    public TransactionResult transact(List<Write> writes) {
        return pass("store:transact", writes.stream().map(SimulatedStore::operation), () -> store.transact(writes));
    }

    private static String operation(Write write) {
        return switch (write) {
            case Write.Put put -> "PutItem";
            case Write.Update update -> "UpdateItem";
            case Write.Delete delete -> "DeleteItem";
            case Write.Check check -> "ConditionCheckItem";
        };
    }

    private <T> T pass(String action, Stream<String> needed, Supplier<T> effect) {
        String caller = gate.caller();
        operations.merge(caller, 1L, Long::sum);
        List<Denial> denials = needed.distinct()
                .flatMap(
                        operation -> authority.judge(caller, "dynamodb", operation, MissingNode.getInstance()).stream())
                .toList();
        try {
            return gate.pass(new Passage(caller, action, LATENCY, ClientSettings.READ_TIMEOUT), () -> {
                denials.stream().findFirst().ifPresent(denial -> {
                    throw new StoreDenied(denial);
                });
                return effect.get();
            });
        } catch (CallFailed failed) {
            throw new StoreFailed(failed);
        }
    }
}
