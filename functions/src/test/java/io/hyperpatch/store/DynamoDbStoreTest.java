package io.hyperpatch.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on DynamoDB Local, over HTTP, with the clients of a deployment. */
class DynamoDbStoreTest extends StoreContract {
    private static LocalDynamoDb service;

    @BeforeAll
    static void start() {
        service = LocalDynamoDb.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Override
    Store empty() {
        return service.emptyStore();
    }
}
