package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.admission.AdmittedPages;
import io.hyperpatch.handler.ProductFunction;
import io.hyperpatch.handler.Sample;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Neighbours;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Of every kind of item that the product stores, and of every function's input, one as an earlier version
 * wrote it lies among the resources of {@code functions}, where tests read it. {@code mvn test
 * -Dregenerate=true} adds those of kinds that are new, to the folder of the version that is not complete
 * yet; it never changes one that is there.
 */
class KindsOfItemsTest {
    private static final Path RESOURCES = Path.of("../functions/src/test/resources");

    /** The goldens of versions that are complete, and never change. */
    private static final List<String> COMPLETE = List.of("version-1", "version-2");

    /** Where those of kinds and functions that came later are added. */
    private static final String LATER = "version-3";

    /** Together they come to every kind. */
    private static final List<String> SCENARIOS = List.of(
            "success",
            "pdb-skips",
            "rolled-back-under-a-rate-limit",
            "latest-by-release-version",
            "status-changes-for-good",
            "stopped-in-flight",
            "answer-lacks-a-member-for-good",
            "paused-before-the-start",
            "scaling-between-two-steps",
            "status-that-nobody-knows",
            "image-too-young",
            "slurm",
            "announced-twice-at-once");

    private static final String STALLS = """
            name: stalls
            description: Nothing moves for half a day.
            happenings:
              - { happens: stall, when: { afterUpdateBegins: PT40M }, length: PT12H }
            triggers:
              - event: ec2-ami-state-change
                expect: Verified
            """;

    private static final Seen SEEN = new Seen();

    @BeforeAll
    static void play() {
        SCENARIOS.forEach(name -> SEEN.play(BundledScenarios.find(name).orElseThrow()));
        SEEN.play(new ScenarioReader().read("stalls.yaml", STALLS.getBytes(StandardCharsets.UTF_8)));
        Setting current = new Preparation(
                        Given.of(BundledScenarios.find("already-current").orElseThrow()))
                .setting();
        SEEN.play(Neighbours.of(current, AdmittedPages.CLUSTERS_PER_PAGE));
    }

    @Test
    void haveAGoldenItemEach() throws IOException {
        if (Boolean.getBoolean("regenerate")) {
            for (var seen : SEEN.items.entrySet()) {
                Sample.StoredItem item = new Sample.StoredItem(
                        seen.getValue().key(), seen.getValue().attributes());
                if (!names("items").contains(seen.getKey())) {
                    add("items/" + seen.getKey(), Json.of(item));
                }
            }
        }
        assertThat(names("items")).containsAll(SEEN.items.keySet());
    }

    @Test
    void haveAGoldenInputOfEachFunction() throws IOException {
        if (Boolean.getBoolean("regenerate")) {
            Set<String> known = functions();
            Map<String, Integer> numbers = new HashMap<>();
            for (var seen : SEEN.inputs.entrySet()) {
                String function = seen.getKey().replaceFirst(" .*", "");
                if (!known.contains(function)) {
                    int number = numbers.merge(function, 1, Integer::sum);
                    add("inputs/" + function + "-" + number, seen.getValue());
                }
            }
        }
        assertThat(functions())
                .containsAll(Arrays.stream(ProductFunction.values())
                        .map(ProductFunction::title)
                        .toList());
    }

    private static Set<String> functions() throws IOException {
        return names("inputs").stream()
                .map(name -> name.replaceFirst("-[0-9]+$", ""))
                .collect(Collectors.toSet());
    }

    private static void add(String name, JsonNode golden) throws IOException {
        Path file = RESOURCES.resolve(LATER).resolve(name + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, golden.toPrettyString() + "\n");
    }

    private static Set<String> names(String folder) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String version : Stream.concat(COMPLETE.stream(), Stream.of(LATER)).toList()) {
            Path all = RESOURCES.resolve(version).resolve(folder);
            if (Files.isDirectory(all)) {
                try (Stream<Path> files = Files.list(all)) {
                    files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                            .forEach(names::add);
                }
            }
        }
        return names;
    }
}
