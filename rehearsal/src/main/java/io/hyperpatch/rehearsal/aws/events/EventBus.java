package io.hyperpatch.rehearsal.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.RandomIds;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.fault.DeliveryGate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The default event bus of a region: what is put on it reaches the target of every rule that matches. */
public final class EventBus {

    private static final Duration USUAL_DELAY = Duration.ofMillis(500);

    private final VirtualClock clock;
    private final DeliveryGate gate;
    private final RandomIds ids;
    private final String region;
    private final String account;
    private final List<Rule> rules = new ArrayList<>();
    private final List<JsonNode> events = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private Consumer<JsonNode> onPut = event -> {};

    /** @param account twelve digits */
    public EventBus(VirtualClock clock, DeliveryGate gate, RandomIds ids, String region, String account) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.gate = Objects.requireNonNull(gate, "gate");
        this.ids = Objects.requireNonNull(ids, "ids");
        this.region = Objects.requireNonNull(region, "region");
        this.account = Objects.requireNonNull(account, "account");
    }

    /**
     * Adds a rule; what matches it later is delivered to its target.
     *
     * @param target the name of the function or workflow
     * @param receiver called in the thread that drives the clock; starts a function or an execution, and returns
     */
    public void rule(String name, Predicate<JsonNode> pattern, String target, Consumer<JsonNode> receiver) {
        rules.add(new Rule(name, pattern, target, receiver));
    }

    /** Has somebody told of each event the moment it is put, whatever becomes of its delivery. */
    public void whenPut(Consumer<JsonNode> listener) {
        onPut = Objects.requireNonNull(listener, "listener");
    }

    /** Puts an event of a service or of the product, in an envelope made now; returns its id. */
    public String emit(String source, String detailType, List<String> resources, JsonNode detail) {
        return emit(source, detailType, resources, detail, clock.now());
    }

    String emit(String source, String detailType, List<String> resources, JsonNode detail, Instant time) {
        String id = ids.next();
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("version", "0")
                .put("id", id)
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", account)
                .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", region);
        resources.forEach(event.putArray("resources")::add);
        event.set("detail", detail);
        put(event);
        return id;
    }

    /** Puts a whole event, envelope included, as it stands. */
    public void put(JsonNode event) {
        JsonNode kept = event.deepCopy();
        events.add(kept);
        onPut.accept(kept);
        String source = kept.path("source").asText();
        String detailType = kept.path("detail-type").asText();
        for (Rule rule : List.copyOf(rules)) {
            if (rule.pattern().test(kept)) {
                gate.delays(source, detailType, rule.name())
                        .forEach(delay -> clock.after(USUAL_DELAY.plus(delay), () -> deliver(rule, kept)));
            }
        }
    }

    private void deliver(Rule rule, JsonNode event) {
        deliveries.add(new Delivery(clock.now(), rule.name(), rule.target(), event));
        rule.receiver().accept(event.deepCopy());
    }

    /** Everything that was put, in order, whether or not a rule matched. */
    public List<JsonNode> events() {
        return List.copyOf(events);
    }

    /** Everything that was delivered, in order. */
    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    private record Rule(String name, Predicate<JsonNode> pattern, String target, Consumer<JsonNode> receiver) {
        private Rule {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(pattern, "pattern");
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(receiver, "receiver");
        }
    }
}
