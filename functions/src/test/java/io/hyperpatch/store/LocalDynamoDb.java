package io.hyperpatch.store;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.store.aws.DynamoDbStore;
import io.hyperpatch.store.aws.TableKeys;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;

/**
 * The service's local edition in this JVM, in memory, a table of its own for each store; and a deployment's clients, which an
 * endpoint of the configuration sends there. Its own runner would send telemetry.
 */
final class LocalDynamoDb implements AutoCloseable {
    private static final String ENDPOINT = "aws.endpointUrlDynamoDb";
    private static final boolean IN_MEMORY = true;
    private static final boolean SHARED = true;

    private final Server server;
    private final DynamoDbClient reads;
    private final DynamoDbClient writes;
    private int tables;

    private LocalDynamoDb(Server server) {
        ClientSettings deployed = ClientSettings.deployed(Region.US_EAST_1);
        Clients clients = new Clients(new ClientSettings(
                deployed.http(),
                deployed.region(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                deployed.backoff(),
                deployed.callTimeout()));
        this.server = server;
        this.reads = clients.dynamoDb();
        this.writes = clients.dynamoDbWrites();
    }

    static LocalDynamoDb start() {
        try {
            Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.setHandler(new LocalDynamoDBServerHandler(
                    new LocalDynamoDBRequestHandler(0, IN_MEMORY, null, SHARED, false), null));
            server.start();
            System.setProperty(ENDPOINT, server.getURI().toString());
            return new LocalDynamoDb(server);
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
    }

    Store emptyStore() {
        String table = "store-" + tables++;
        writes.createTable(request -> request.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(TableKeys.ATTRIBUTES)
                .keySchema(TableKeys.SCHEMA));
        return new DynamoDbStore(reads, writes, table);
    }

    @Override
    public void close() {
        System.clearProperty(ENDPOINT);
        reads.close();
        writes.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
    }
}
