package io.hyperpatch.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.PolicyReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is done to a document, it is read or refused as a {@link BadDocument}: never any other exception. */
class HostileInputTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<byte[]> EVENTS = events();
    private static final byte[] POLICY = bytes(Path.of("../events/policies/example.yaml"));
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "0.5",
            "99999999999999999999999",
            "\"\"",
            "\" \"",
            "\"\\u0000\\n\\\"\\\\{% x %}\"",
            "\"-P1D\"",
            "\"P99999999999999999999D\"",
            "\"PT9223372036854775807S\"",
            "\"ami-0abcdef1234567890\"",
            "[]",
            "[[]]",
            "[null]",
            "{}",
            "{\"\": {}}",
            "{\"names\": 1, \"tags\": []}",
            "{\"hyperpod\": null}");

    private final EventParser events = new EventParser();
    private final PolicyReader policies = new PolicyReader();
    private final Documents documents = new Documents(100_000);

    private static List<byte[]> events() {
        try (var files = Files.list(Path.of("../events/in"))) {
            return files.filter(file -> file.toString().endsWith(".example.json"))
                    .sorted()
                    .map(HostileInputTest::bytes)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Property(tries = 2000, seed = "1")
    void readsOrRefusesAnyText(@ForAll String text) {
        readOrRefuse(() -> documents.readJson("a.json", text.getBytes(UTF_8)));
        readOrRefuse(() -> documents.readYaml("a.yaml", text.getBytes(UTF_8)));
    }

    @Property(tries = 1000, seed = "1")
    void readsOrRefusesAnyBytes(@ForAll @Size(max = 64) byte[] bytes) {
        readOrRefuse(() -> documents.readJson("a.json", bytes));
        readOrRefuse(() -> documents.readYaml("a.yaml", bytes));
    }

    @Property(tries = 2000, seed = "1")
    void readsOrRefusesAnEventWithSpoiledBytes(
            @ForAll @IntRange(max = 8) int which, @ForAll @IntRange(min = 1, max = 6) int wounds, @ForAll long seed) {
        var event = spoiled(EVENTS.get(which), wounds, new Random(seed));

        readOrRefuse(() -> events.parse("event.json", event).summary());
    }

    @Property(tries = 2000, seed = "1")
    void readsOrRefusesAPolicyWithSpoiledBytes(@ForAll @IntRange(min = 1, max = 6) int wounds, @ForAll long seed) {
        var policy = spoiled(POLICY, wounds, new Random(seed));

        readOrRefuse(() -> assertStorable(policies.read("policy.yaml", policy)));
    }

    @Property(tries = 3000, seed = "1")
    void readsOrRefusesAnEventWithSwappedValues(
            @ForAll @IntRange(max = 8) int which, @ForAll @IntRange(min = 1, max = 4) int swaps, @ForAll long seed)
            throws IOException {
        var event = swapped(JSON.readTree(EVENTS.get(which)), swaps, new Random(seed));

        readOrRefuse(() -> events.parse(event).summary());
    }

    @Property(tries = 3000, seed = "1")
    void readsOrRefusesAPolicyWithSwappedValues(@ForAll @IntRange(min = 1, max = 4) int swaps, @ForAll long seed)
            throws IOException {
        var tree = documents.readYaml("policy.yaml", POLICY).tree();
        var policy = swapped(tree.deepCopy(), swaps, new Random(seed));

        readOrRefuse(() -> assertStorable(FleetPolicy.fromJson(policy)));
    }

    private static void assertStorable(FleetPolicy policy) {
        assertThat(FleetPolicy.fromJson(policy.toJson())).isEqualTo(policy);
    }

    private static void readOrRefuse(Runnable reading) {
        try {
            reading.run();
        } catch (BadDocument refused) {
            assertThat(refused.problems()).isNotEmpty();
            assertThat(refused.getMessage().lines())
                    .hasSameSizeAs(refused.problems())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(2500).contains("; "));
        }
    }

    private static byte[] spoiled(byte[] whole, int wounds, Random random) {
        var bytes = whole;
        for (int i = 0; i < wounds; i++) {
            var at = random.nextInt(bytes.length + 1);
            var until = Math.min(bytes.length, at + random.nextInt(20));
            var out = new ByteArrayOutputStream();
            out.write(bytes, 0, at);
            switch (random.nextInt(4)) {
                case 0 ->
                    out.writeBytes("[]{}\":,\n \t&*!|>%@`'#-?~"
                            .substring(random.nextInt(24))
                            .getBytes(UTF_8));
                case 1 -> out.write(random.nextInt(256));
                case 2 -> out.write(bytes, at, until - at);
                default -> at = until;
            }
            out.write(bytes, at, bytes.length - at);
            bytes = out.toByteArray();
        }
        return bytes;
    }

    private static JsonNode swapped(JsonNode tree, int swaps, Random random) throws IOException {
        for (int i = 0; i < swaps; i++) {
            var containers = new ArrayList<JsonNode>();
            collect(tree, containers);
            var container = containers.get(random.nextInt(containers.size()));
            var value = JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
            if (container instanceof ArrayNode array) {
                swap(array, value, random);
            } else {
                swap((ObjectNode) container, value, random);
            }
        }
        return tree;
    }

    private static void swap(ArrayNode array, JsonNode value, Random random) {
        if (array.isEmpty()) {
            array.add(value);
        } else {
            array.set(random.nextInt(array.size()), value);
        }
    }

    private static void swap(ObjectNode object, JsonNode value, Random random) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || random.nextInt(4) == 0) {
            object.set("x" + random.nextInt(3), value);
            return;
        }
        var name = names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
            object.remove(name);
        } else {
            object.set(name, value);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
