package io.hyperpatch.infra;

import io.hyperpatch.store.Expiry;
import io.hyperpatch.store.aws.TableKeys;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.constructs.Construct;

/** The record of runs: all that the product remembers. */
final class StoreTable extends Construct {
    private final Table table;

    StoreTable(Construct scope, String id, boolean retain) {
        super(scope, id);
        table = Table.Builder.create(this, "Table")
                .partitionKey(key(KeyType.HASH))
                .sortKey(key(KeyType.RANGE))
                .timeToLiveAttribute(Expiry.ATTRIBUTE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(TableEncryption.AWS_MANAGED)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .removalPolicy(retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
    }

    Table table() {
        return table;
    }

    private static Attribute key(KeyType type) {
        return Attribute.builder()
                .name(TableKeys.name(type))
                .type(AttributeType.STRING)
                .build();
    }
}
