package io.hyperpatch.aws;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * What SDK clients are made of, apart from what the product decides about each.
 *
 * @param backoff the pause between attempts; a rehearsal passes one that pauses in virtual time
 * @param callTimeout limits a call with all its attempts, by a timer of the machine; a rehearsal has none
 */
public record ClientSettings(
        SdkHttpClient http,
        Region region,
        AwsCredentialsProvider credentials,
        BackoffStrategy backoff,
        Optional<Duration> callTimeout) {
    public ClientSettings {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(backoff, "backoff");
    }
}
