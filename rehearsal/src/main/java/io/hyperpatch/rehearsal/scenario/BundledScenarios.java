package io.hyperpatch.rehearsal.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The scenarios that come with the product, one for each behaviour that it promises. */
public final class BundledScenarios {

    private static final String YEAR = "a-year-of-releases";
    private static final String INDEX = "/scenarios/index.txt";

    private BundledScenarios() {}

    /** Their names, in the order in which they are best read. */
    public static List<String> names() {
        return bytes(INDEX)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Those that end within weeks: a year takes as long as all the others together, and is played by itself. */
    public static List<String> withoutYears() {
        return names().stream().filter(name -> !name.equals(YEAR)).toList();
    }

    /** The scenario of this name, if it comes with the product. */
    public static Optional<Scenario> find(String name) {
        return names().contains(name)
                ? bytes("/scenarios/" + name + ".yaml").map(bytes -> new ScenarioReader().read(name + ".yaml", bytes))
                : Optional.empty();
    }

    private static Optional<byte[]> bytes(String resource) {
        try (InputStream in = BundledScenarios.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource, unreadable);
        }
    }
}
