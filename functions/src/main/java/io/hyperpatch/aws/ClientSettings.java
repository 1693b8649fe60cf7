package io.hyperpatch.aws;

import io.hyperpatch.hyperpod.aws.Pause;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * What SDK clients are made of, apart from what the product decides about each.
 *
 * @param backoff the pause between attempts; a rehearsal passes one that pauses in virtual time
 * @param callTimeout limits a call with all its attempts, by a timer of the machine; a rehearsal has none
 * @param pause how time passes between two calls that are kept apart on purpose; in a rehearsal it is virtual
 * @param endpoint where every call goes; empty: where the configuration of the environment or the region says
 */
public record ClientSettings(
        SdkHttpClient http,
        Region region,
        AwsCredentialsProvider credentials,
        BackoffStrategy backoff,
        Optional<Duration> callTimeout,
        Optional<URI> endpoint,
        Pause pause) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** Limits the answer to one attempt, deployed and rehearsed. */
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

    /** Limits a call with all its attempts, where the product is deployed. */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    /**
     * The most that the first pause between two attempts lasts; each further one may last twice as long,
     * deployed and rehearsed.
     */
    public static final Duration SHORTEST_BACKOFF = Duration.ofMillis(200);

    /** The most that any pause between two attempts lasts. */
    public static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    public ClientSettings {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(pause, "pause");
    }

    public ClientSettings(
            SdkHttpClient http,
            Region region,
            AwsCredentialsProvider credentials,
            BackoffStrategy backoff,
            Optional<Duration> callTimeout,
            Optional<URI> endpoint) {
        this(http, region, credentials, backoff, callTimeout, endpoint, Pause.OF_THREAD);
    }

    public ClientSettings(
            SdkHttpClient http,
            Region region,
            AwsCredentialsProvider credentials,
            BackoffStrategy backoff,
            Optional<Duration> callTimeout) {
        this(http, region, credentials, backoff, callTimeout, Optional.empty());
    }

    /** The same with pauses of the caller's. */
    public ClientSettings with(Pause other) {
        return new ClientSettings(http, region, credentials, backoff, callTimeout, endpoint, other);
    }

    /**
     * Returns the settings of a deployed function. A call may take half a minute with all its attempts: far less than any
     * function's own time-out, so that a function can still say what failed.
     */
    public static ClientSettings deployed(Region region) {
        return new ClientSettings(
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(READ_TIMEOUT)
                        .build(),
                region,
                DefaultCredentialsProvider.builder().build(),
                BackoffStrategy.exponentialDelay(SHORTEST_BACKOFF, LONGEST_BACKOFF),
                Optional.of(CALL_TIMEOUT));
    }
}
