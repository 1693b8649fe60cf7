package io.hyperpatch.store;

class InMemoryStoreTest extends StoreContract {
    @Override
    Store empty() {
        return new InMemoryStore();
    }
}
