package io.hyperpatch.store.aws;

import io.hyperpatch.store.Key;
import io.hyperpatch.store.Write;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The store's calls as requests to one table. Each asks for the item that stood in the way. */
final class Requests {
    private static final ReturnValuesOnConditionCheckFailure FOUND = ReturnValuesOnConditionCheckFailure.ALL_OLD;

    private final String table;

    Requests(String table) {
        this.table = Objects.requireNonNull(table);
    }

    GetItemRequest get(Key key) {
        return GetItemRequest.builder()
                .tableName(table)
                .key(AttributeValues.key(key))
                .consistentRead(true)
                .build();
    }

    /** @param from the partition, and how the sort keys begin */
    QueryRequest query(Key from) {
        Expressions expressions = new Expressions();
        String condition =
                expressions.name(Key.PARTITION) + " = " + expressions.value(AttributeValue.fromS(from.partition()))
                        + " AND begins_with(" + expressions.name(Key.SORT) + ", "
                        + expressions.value(AttributeValue.fromS(from.sort())) + ")";
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(condition)
                .expressionAttributeNames(expressions.names())
                .expressionAttributeValues(expressions.values())
                .consistentRead(true)
                .build();
    }

    PutItemRequest put(Write.Put put) {
        Expressions expressions = new Expressions();
        return PutItemRequest.builder()
                .tableName(table)
                .item(AttributeValues.all(put.key(), put.attributes()))
                .conditionExpression(expressions.condition(put))
                .expressionAttributeNames(expressions.names())
                .expressionAttributeValues(expressions.values())
                .returnValuesOnConditionCheckFailure(FOUND)
                .build();
    }

    UpdateItemRequest update(Write.Update update) {
        Expressions expressions = new Expressions();
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(AttributeValues.key(update.key()))
                .updateExpression(expressions.update(update.changes()))
                .conditionExpression(expressions.condition(update))
                .expressionAttributeNames(expressions.names())
                .expressionAttributeValues(expressions.values())
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(FOUND)
                .build();
    }

    DeleteItemRequest delete(Write.Delete delete) {
        Expressions expressions = new Expressions();
        return DeleteItemRequest.builder()
                .tableName(table)
                .key(AttributeValues.key(delete.key()))
                .conditionExpression(expressions.condition(delete))
                .expressionAttributeNames(expressions.names())
                .expressionAttributeValues(expressions.values())
                .returnValuesOnConditionCheckFailure(FOUND)
                .build();
    }

    /**
     * The SDK gives each transaction a client token: an attempt that is repeated is the same transaction,
     * not a second one.
     */
    TransactWriteItemsRequest transaction(List<Write> writes) {
        return TransactWriteItemsRequest.builder()
                .transactItems(writes.stream().map(this::part).toList())
                .build();
    }

    private TransactWriteItem part(Write write) {
        Expressions expressions = new Expressions();
        String condition = expressions.condition(write);
        TransactWriteItem.Builder part = TransactWriteItem.builder();
        switch (write) {
            case Write.Put put ->
                part.put(request -> request.tableName(table)
                        .item(AttributeValues.all(put.key(), put.attributes()))
                        .conditionExpression(condition)
                        .expressionAttributeNames(expressions.names())
                        .expressionAttributeValues(expressions.values())
                        .returnValuesOnConditionCheckFailure(FOUND));
            case Write.Update update -> {
                String changes = expressions.update(update.changes());
                part.update(request -> request.tableName(table)
                        .key(AttributeValues.key(update.key()))
                        .updateExpression(changes)
                        .conditionExpression(condition)
                        .expressionAttributeNames(expressions.names())
                        .expressionAttributeValues(expressions.values())
                        .returnValuesOnConditionCheckFailure(FOUND));
            }
            case Write.Delete delete ->
                part.delete(request -> request.tableName(table)
                        .key(AttributeValues.key(delete.key()))
                        .conditionExpression(condition)
                        .expressionAttributeNames(expressions.names())
                        .expressionAttributeValues(expressions.values())
                        .returnValuesOnConditionCheckFailure(FOUND));
            case Write.Check check ->
                part.conditionCheck(request -> request.tableName(table)
                        .key(AttributeValues.key(check.key()))
                        .conditionExpression(condition)
                        .expressionAttributeNames(expressions.names())
                        .expressionAttributeValues(expressions.values())
                        .returnValuesOnConditionCheckFailure(FOUND));
        }
        return part.build();
    }
}
