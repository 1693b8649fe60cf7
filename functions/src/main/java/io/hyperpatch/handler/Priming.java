package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.aws.LoopbackCredentials;
import io.hyperpatch.aws.LoopbackHttp;
import io.hyperpatch.json.Json;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.aws.DynamoDbStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.crac.Context;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Lets a function's code run before SnapStart takes its snapshot, so that the first invocation finds it
 * loaded and compiled.
 *
 * <p>A copy of the function goes through a recorded invocation, and the store through each kind of call on
 * a recorded answer, which this process gives to itself over TLS. Nothing leaves the process, and nothing
 * of the copy is kept: the function itself has no credentials and no connection yet, and has read no time,
 * when the snapshot is taken.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html">SnapStart best practices</a>
 */
final class Priming implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

    /** In the log. */
    private static final String NAME = "priming";

    /** The first loads the classes; the others have what is called most compiled. More gain little. */
    private static final int ROUNDS = 20;

    private static final int STORE_CALLS = 6;

    /** Whatever the store asks finds the same item. */
    private static final String ITEM =
            "{\"partition\": {\"S\": \"p\"}, \"sort\": {\"S\": \"s\"}, \"n\": {\"N\": \"1\"}, \"m\": {\"M\": {}}}";

    private static final LoopbackHttp.Answer STORED = new LoopbackHttp.Answer(
            200, "{\"Item\": %s, \"Items\": [%s], \"Count\": 1, \"Attributes\": %s}".formatted(ITEM, ITEM, ITEM));

    private static final LoopbackHttp.Answer REFUSED = new LoopbackHttp.Answer(
            400,
            "{\"__type\": \"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\", \"Item\": %s}"
                    .formatted(ITEM));

    private final String title;
    private final Runnable work;

    /** @param work goes through the invocations */
    Priming(String title, Runnable work) {
        this.title = Objects.requireNonNull(title);
        this.work = Objects.requireNonNull(work);
    }

    static Priming of(ProductFunction function) {
        return new Priming(function.title(), () -> prime(function));
    }

    /** The title of the function whose code it lets run. */
    String title() {
        return title;
    }

    /** A version that nobody deploys for the lack of priming would be worse than a slow first call. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("{} is not primed: its first call will be slow", title, e);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // nothing was kept that must be made anew
    }

    static void prime(ProductFunction function) {
        for (int i = 0; i < ROUNDS; i++) {
            replay(function);
            if (function.variables().contains(StoreConfig.TABLE_NAME)) {
                callStore();
            }
        }
        greet();
    }

    /** What the function answers in its recorded invocation. */
    static JsonNode replay(ProductFunction function) {
        Sample sample = Sample.of(function);
        Environment environment = new Environment(sample.variables());
        try (LoopbackHttp http = new LoopbackHttp(sample.answers());
                LoopbackCredentials credentials = new LoopbackCredentials()) {
            JsonFunction<?, ?> copy = function.make(new Deployed(
                    environment,
                    new Clients(settings(http, credentials, environment.required(Environment.REGION))),
                    sample.store(),
                    Clock.fixed(sample.now(), ZoneOffset.UTC)));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            copy.respond(sample.input(), NAME, answer, null);
            requireAsked(function.title(), http);
            return Json.mapper().readTree(answer.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers that are left mean that what was recorded is not what is done any more. */
    private static void requireAsked(String who, LoopbackHttp http) {
        if (http.left() > 0) {
            throw new IllegalStateException(who + " left " + http.left() + " recorded answers unasked");
        }
    }

    private static void callStore() {
        List<LoopbackHttp.Answer> answers = new ArrayList<>(Collections.nCopies(STORE_CALLS, STORED));
        answers.add(REFUSED);
        try (LoopbackHttp http = new LoopbackHttp(answers);
                LoopbackCredentials credentials = new LoopbackCredentials()) {
            Clients clients = new Clients(settings(http, credentials, Region.US_EAST_1.id()));
            callEach(new DynamoDbStore(clients.dynamoDb(), clients.dynamoDbWrites(), NAME));
            requireAsked("the store", http);
        }
    }

    private static void callEach(Store store) {
        Key key = new Key("p", "s");
        Write put = new Write.Put(key, Json.object().put("n", 1), Condition.absent());
        store.read(key);
        store.list("p", "s");
        store.write(put);
        store.write(new Write.Update(
                key,
                List.of(Change.set("a", "b"), Change.add("n", 1), Change.remove("m")),
                Condition.all(Condition.exists(), Condition.missing("x"), Condition.equal("n", 1))));
        store.write(new Write.Delete(key, Condition.any(Condition.exists(), Condition.atMost("n", 1))));
        store.transact(List.of(put, new Write.Check(new Key("p", "t"), Condition.exists())));
        store.write(put);
    }

    /** The first message of a TLS handshake with whom the JVM trusts, which nobody gets. */
    private static void greet() {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine("amazonaws.com", 443);
            engine.setUseClientMode(true);
            engine.wrap(
                    ByteBuffer.allocate(0),
                    ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        } catch (GeneralSecurityException | SSLException e) {
            throw new IllegalStateException("this Java cannot speak TLS", e);
        }
    }

    private static ClientSettings settings(SdkHttpClient http, AwsCredentialsProvider credentials, String region) {
        ClientSettings deployed = ClientSettings.deployed(Region.of(region));
        return new ClientSettings(http, deployed.region(), credentials, deployed.backoff(), deployed.callTimeout());
    }
}
