package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The services around HyperPod that it reads and writes.
 *
 * @param alarms the state of a CloudWatch alarm by its name, as the group's execution role reads it
 * @param imageRefusal why a custom AMI cannot be used, by its id; empty if it can
 * @param events EventBridge: each event of the clusters with its envelope, once and in order
 * @param harms who keeps count of what goes wrong; no service of AWS
 */
public record Surroundings(
        Function<String, AlarmState> alarms,
        Function<String, Optional<String>> imageRefusal,
        Consumer<JsonNode> events,
        Consumer<Harm> harms) {

    public Surroundings {
        Objects.requireNonNull(alarms, "alarms");
        Objects.requireNonNull(imageRefusal, "imageRefusal");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(harms, "harms");
    }

    /** Every alarm is OK, every image will do, and nobody listens. */
    public static Surroundings calm() {
        return new Surroundings(name -> AlarmState.OK, image -> Optional.empty(), event -> {}, harm -> {});
    }
}
