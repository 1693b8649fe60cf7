package io.hyperpatch.bench.startup;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import io.hyperpatch.store.aws.TableKeys;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;

/** DynamoDB's local edition in this JVM, in memory. Its own runner would send telemetry. */
final class LocalTable implements AutoCloseable {
    private static final boolean IN_MEMORY = true;
    private static final boolean SHARED = true;

    private final Server server;

    LocalTable() throws Exception {
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(new LocalDynamoDBServerHandler(
                new LocalDynamoDBRequestHandler(0, IN_MEMORY, null, SHARED, false), null));
        server.start();
    }

    URI endpoint() {
        return server.getURI();
    }

    static void create(DynamoDbClient client, String table) {
        client.createTable(request -> request.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(TableKeys.ATTRIBUTES)
                .keySchema(TableKeys.SCHEMA));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
    }
}
