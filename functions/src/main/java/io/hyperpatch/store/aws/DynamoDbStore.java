package io.hyperpatch.store.aws;

import io.hyperpatch.store.Item;
import io.hyperpatch.store.ItemVersion;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.TransactionResult;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The store of a deployment: one table, each attribute of an item an attribute of its own, so that
 * conditions can ask for it.
 *
 * <p>An unmet condition is the only refusal that is an answer. Throttling, and a conflict with another
 * transaction, say nothing about the condition: they are repeated a few times and then thrown.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">why a transaction is
 *     canceled</a>
 */
public final class DynamoDbStore implements Store {
    private final DynamoDbClient reads;
    private final DynamoDbClient writes;
    private final Requests requests;

    /**
     * @param reads repeats whatever fails
     * @param writes repeats only what is proved not to have been written: another attempt at a write that
     *     did happen would find its own condition unmet
     * @param table the table's name
     */
    public DynamoDbStore(DynamoDbClient reads, DynamoDbClient writes, String table) {
        this.reads = Objects.requireNonNull(reads);
        this.writes = Objects.requireNonNull(writes);
        this.requests = new Requests(table);
    }

    @Override
    public Optional<Item> read(Key key) {
        return found(reads.getItem(requests.get(key)).item());
    }

    @Override
    public List<Item> list(String partition, String sortPrefix) {
        return reads.queryPaginator(requests.query(new Key(partition, sortPrefix))).items().stream()
                .map(AttributeValues::item)
                .toList();
    }

    @Override
    public WriteResult write(Write write) {
        try {
            return new WriteResult.Written(
                    switch (write) {
                        case Write.Put put -> {
                            writes.putItem(requests.put(put));
                            yield Optional.of(new Item(put.key(), put.attributes()));
                        }
                        case Write.Update update ->
                            found(writes.updateItem(requests.update(update)).attributes());
                        case Write.Delete delete -> {
                            writes.deleteItem(requests.delete(delete));
                            yield Optional.empty();
                        }
                        case Write.Check check ->
                            throw new IllegalArgumentException(
                                    "a check is a part of a transaction, not a write of its own");
                    });
        } catch (ConditionalCheckFailedException e) {
            return new WriteResult.Refused(inTheWay(e.item()));
        }
    }

    @Override
    public TransactionResult transact(List<Write> all) {
        Store.refuseMalformed(all);
        try {
            writes.transactWriteItems(requests.transaction(all));
            return new TransactionResult.Written();
        } catch (TransactionCanceledException e) {
            int first = Cancellation.first(e);
            if (!Cancellation.isUnmetCondition(e, first)) {
                throw e;
            }
            CancellationReason reason = e.cancellationReasons().get(first);
            return new TransactionResult.Refused(first, inTheWay(reason.item()));
        }
    }

    private static Optional<Item> inTheWay(Map<String, AttributeValue> attributes) {
        Optional<Item> current = found(attributes);
        ItemVersion.refuseNewer(current);
        return current;
    }

    /** The service says of nothing that it is an empty map. */
    private static Optional<Item> found(Map<String, AttributeValue> attributes) {
        return attributes.isEmpty() ? Optional.empty() : Optional.of(AttributeValues.item(attributes));
    }
}
