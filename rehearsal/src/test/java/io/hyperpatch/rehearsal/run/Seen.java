package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.clock.Driving;
import io.hyperpatch.rehearsal.scenario.Scenario;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.store.Item;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the product wrote into its store, and what its functions were handed, in rehearsals: of each kind
 * the fullest.
 */
final class Seen {
    private static final Duration LONGEST = Duration.ofDays(5);

    /** By kind. */
    final Map<String, Item> items = new TreeMap<>();

    /** By the name of the function and the names of the fields. */
    final Map<String, JsonNode> inputs = new TreeMap<>();

    void play(Scenario scenario) {
        play(new Preparation(Given.of(scenario)).setting());
    }

    void play(Setting setting) {
        Driving.inVirtualThread("seen", () -> {
            try (Account account = Furnishing.empty(setting, 1)) {
                play(setting, account);
                return null;
            }
        });
    }

    private void play(Setting setting, Account account) {
        Furnishing.surroundings(setting, account);
        Product product = new Product(account, account.http(), (function, handler) -> (input, output, context) -> {
            byte[] given = input.readAllBytes();
            handed(function.title(), Json.mapper().readTree(given));
            handler.handleRequest(new ByteArrayInputStream(given), output, context);
        });
        product.install(setting.policy(), setting.names().partition());
        var twin = Furnishing.cluster(setting, account);
        setting.cast()
                .people()
                .forEach(act -> Furnishing.at(act.when(), account, twin, () -> product.act(act.does(), act.why())));
        setting.triggers()
                .forEach(trigger -> account.clock.at(setting.start().plus(trigger.after()), () -> {
                    trigger.parameters().forEach(account.parameters::put);
                    account.bus.put(trigger.event());
                }));
        Instant end = setting.start().plus(LONGEST);
        Set<Item> known = Collections.newSetFromMap(new IdentityHashMap<>());
        while (account.clock.now().isBefore(end) && account.clock.runNext()) {
            product.memory.items().stream().filter(known::add).forEach(this::written);
        }
    }

    private void written(Item item) {
        items.merge(kind(item), item, (before, now) -> size(now) > size(before) ? now : before);
    }

    private static int size(Item item) {
        return item.attributes().size();
    }

    private void handed(String function, JsonNode input) {
        Set<String> fields = new TreeSet<>();
        input.fieldNames().forEachRemaining(fields::add);
        String shape = function + " " + String.join(" ", fields);
        inputs.merge(
                shape,
                input,
                (before, now) -> now.toString().length() > before.toString().length() ? now : before);
    }

    /** The words of its key without the names of clusters, runs and groups. */
    static String kind(Item item) {
        String[] partition = item.key().partition().split("[/ ]", 2);
        String[] sort = item.key().sort().split("[/ ]", 2);
        return switch (partition[0]) {
            case "cluster", "run", "product" -> partition[0] + "-" + sort[0];
            case "seen" -> "seen-" + item.key().sort().replaceFirst(".* ", "").toLowerCase(Locale.ROOT);
            default -> partition[0];
        };
    }
}
