package io.hyperpatch.bench.startup;

import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.aws.LoopbackHttp;
import io.hyperpatch.handler.Deployed;
import io.hyperpatch.handler.Environment;
import io.hyperpatch.handler.ProductFunction;
import io.hyperpatch.handler.Sample;
import io.hyperpatch.json.Json;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.aws.DynamoDbStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * What every function asks in the invocation that it is primed with, and what it is told. A sample holds the answers of all services
 * but the store's, so each goes once more, in this JVM and on DynamoDB's local edition.
 */
final class Recording {
    private static final String TABLE = "hyperpatch";

    private Recording() {}

    static List<Job> all() throws Exception {
        List<Job> jobs = new ArrayList<>();
        try (LocalTable local = new LocalTable()) {
            for (ProductFunction function : ProductFunction.values()) {
                jobs.add(record(function, local.endpoint()));
            }
        }
        return jobs;
    }

    private static Job record(ProductFunction function, URI dynamoDb) throws IOException {
        Sample sample = sample(function);
        Map<String, String> variables = new HashMap<>(sample.variables());
        variables.put("TABLE_NAME", TABLE);
        try (SdkHttpClient http = UrlConnectionHttpClient.create();
                Wiretap tap = new Wiretap(http, new LoopbackHttp(sample.answers()))) {
            String table = TABLE + "-" + function.title();
            Clients furnishing = new Clients(settings(http, Optional.of(dynamoDb)));
            LocalTable.create(furnishing.dynamoDb(), table);
            furnish(store(furnishing, table), sample);
            Deployed deployed = new Deployed(
                    new Environment(variables),
                    new Clients(settings(tap, Optional.empty())),
                    store(new Clients(settings(tap, Optional.of(dynamoDb))), table),
                    Clock.fixed(sample.now(), ZoneOffset.UTC));
            String event = sample.input().toString();
            function.make(deployed)
                    .handleRequest(
                            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                            new ByteArrayOutputStream(),
                            null);
            return new Job(function, sample.now(), variables, event, tap.calls());
        }
    }

    private static Sample sample(ProductFunction function) throws IOException {
        try (InputStream recorded = Sample.class.getResourceAsStream(Sample.resource(function))) {
            return Json.to(Sample.class, Json.mapper().readTree(recorded));
        }
    }

    private static Store store(Clients clients, String table) {
        return new DynamoDbStore(clients.dynamoDb(), clients.dynamoDbWrites(), table);
    }

    private static void furnish(Store store, Sample sample) {
        sample.items().forEach(item -> store.write(new Write.Put(item.key(), item.attributes(), Condition.always())));
    }

    private static ClientSettings settings(SdkHttpClient http, Optional<URI> endpoint) {
        ClientSettings deployed = ClientSettings.deployed(Region.US_EAST_1);
        return new ClientSettings(
                http,
                deployed.region(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                deployed.backoff(),
                deployed.callTimeout(),
                endpoint);
    }
}
