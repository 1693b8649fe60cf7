package io.hyperpatch.rehearsal.cli;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.serve.DrivenClock;
import io.hyperpatch.rehearsal.serve.TwinServer;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.aws.DynamoDbStore;
import io.hyperpatch.store.aws.TableKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;

/**
 * An account with the product's stack in it, at one endpoint: the store on DynamoDB Local, the stack's outputs as CloudFormation
 * words them, all else simulated AWS. A service can be told to refuse.
 */
final class SimulatedInstallation implements AutoCloseable {
    static final String REGION = "us-east-1";
    static final String ACCOUNT = "123456789012";
    static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:hyperpatch";
    static final String CALLER = "arn:aws:iam::123456789012:user/rehearsal";

    private static final Pattern SERVICE = Pattern.compile("Credential=[^/]+/[0-9]{8}/[^/]+/([a-z0-9-]+)/aws4_request");
    private static final Pattern STACK_NAME = Pattern.compile("StackName=([^&]+)");
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    private record Refusal(int status, String body) {}

    final Account account =
            new Account(ACCOUNT, REGION, Instant.parse("2026-11-21T02:00:00Z"), 1, List.of(), List.of());
    private final Server dynamoDb = new Server(new InetSocketAddress(LOCAL, 0));
    private final TwinServer twin;
    private final URI twinUri;
    private final HttpServer front = HttpServer.create(new InetSocketAddress(LOCAL, 0), 0);
    private final HttpClient forward = HttpClient.newHttpClient();
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final DynamoDbStore store;

    SimulatedInstallation() throws Exception {
        dynamoDb.setHandler(
                new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false), null));
        dynamoDb.start();
        account.sns.createTopic(TOPIC);
        twin = new TwinServer(
                new InetSocketAddress(LOCAL, 0),
                account.aws::exchange,
                new DrivenClock(account.clock, 1_000, System::nanoTime, fault -> {}));
        twinUri = twin.start(line -> {});
        front.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        front.createContext("/", this::answer);
        front.start();
        store = createStore();
    }

    String endpoint() {
        return "http://127.0.0.1:" + front.getAddress().getPort();
    }

    Store store() {
        return store;
    }

    /** The signing names of the services that were asked, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    void forget() {
        asked.clear();
        refusals.clear();
    }

    /** From now on the service answers so, whatever it is asked. */
    void answerWith(String service, int status, String body) {
        refusals.put(service, new Refusal(status, body));
    }

    private DynamoDbStore createStore() {
        ClientSettings usual = ClientSettings.deployed(Region.of(REGION));
        Clients clients = new Clients(new ClientSettings(
                usual.http(),
                usual.region(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                usual.backoff(),
                usual.callTimeout(),
                Optional.of(URI.create(endpoint()))));
        clients.dynamoDbWrites().createTable(request -> request.tableName("store")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(TableKeys.ATTRIBUTES)
                .keySchema(TableKeys.SCHEMA));
        return new DynamoDbStore(clients.dynamoDb(), clients.dynamoDbWrites(), "store");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher scope = SERVICE.matcher(
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                            .orElse(""));
            String service = scope.find() ? scope.group(1) : "";
            asked.add(service);
            Refusal refusal = refusals.get(service);
            if (refusal != null) {
                send(exchange, refusal.status(), refusal.body().getBytes(StandardCharsets.UTF_8));
            } else if (service.equals("cloudformation")) {
                stacks(exchange, new String(body, StandardCharsets.UTF_8));
            } else {
                pass(exchange, service.equals("dynamodb") ? dynamoDb.getURI() : twinUri, body);
            }
        }
    }

    private void stacks(HttpExchange exchange, String request) throws IOException {
        Matcher named = STACK_NAME.matcher(request);
        String name = named.find() ? named.group(1) : "";
        if (name.equals("Hyperpatch")) {
            send(
                    exchange,
                    200,
                    stack(
                            name,
                            output("TableName", "store"),
                            output("TopicArn", TOPIC),
                            output("EventBusName", "default")));
        } else if (name.equals("Other")) {
            send(exchange, 200, stack(name));
        } else {
            send(exchange, 400, queryError("ValidationError", "Stack with id " + name + " does not exist"));
        }
    }

    private static byte[] stack(String name, String... outputs) {
        return ("<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>" + name
                        + "</StackName><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>" + String.join("", outputs)
                        + "</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String output(String key, String value) {
        return "<member><OutputKey>" + key + "</OutputKey><OutputValue>" + value + "</OutputValue></member>";
    }

    static byte[] queryError(String code, String message) {
        return ("<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error></ErrorResponse>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void pass(HttpExchange exchange, URI to, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        to.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!List.of("host", "content-length", "connection", "expect", "upgrade")
                    .contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> response = forward.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().firstValue("content-type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            send(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        front.stop(0);
        twin.close();
        account.close();
        try {
            dynamoDb.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
    }
}
