package io.hyperpatch.store.aws;

import io.hyperpatch.store.Key;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The keys of the table, as it is deployed and as tests make it. */
public final class TableKeys {
    public static final List<KeySchemaElement> SCHEMA =
            List.of(part(Key.PARTITION, KeyType.HASH), part(Key.SORT, KeyType.RANGE));

    public static final List<AttributeDefinition> ATTRIBUTES = List.of(text(Key.PARTITION), text(Key.SORT));

    private TableKeys() {}

    /** The name of the attribute that is this part of the key. */
    public static String name(KeyType part) {
        return SCHEMA.stream()
                .filter(element -> element.keyType() == part)
                .map(KeySchemaElement::attributeName)
                .findFirst()
                .orElseThrow();
    }

    private static KeySchemaElement part(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
