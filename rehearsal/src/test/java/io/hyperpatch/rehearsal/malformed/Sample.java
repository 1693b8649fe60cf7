package io.hyperpatch.rehearsal.malformed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A document that the product takes as it stands: what the mutants are made of. */
public record Sample(Path file, byte[] bytes, JsonNode tree) {

    public static List<Sample> events() {
        return in(Path.of("../events/in"), ".example.json");
    }

    public static List<Sample> policies() {
        return in(Path.of("../events/policies"), ".yaml");
    }

    public static List<Sample> scenarios() {
        return in(Path.of("src/main/resources/scenarios"), ".yaml");
    }

    public static List<Sample> clusters() {
        return in(Path.of("src/main/resources/clusters"), ".json");
    }

    private static List<Sample> in(Path folder, String ending) {
        try (var files = Files.list(folder)) {
            var samples = files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .map(Sample::read)
                    .toList();
            if (samples.isEmpty()) {
                throw new IllegalStateException("no sample in " + folder);
            }
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample read(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            var mapper = file.toString().endsWith(".yaml") ? new YAMLMapper() : new ObjectMapper();
            return new Sample(file, bytes, mapper.readTree(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    public String name() {
        return file.getFileName().toString();
    }

    /** Every value's pointer, that of the whole first; the same order every time. */
    List<String> pointers() {
        var pointers = new ArrayList<String>();
        collect("", tree, pointers);
        return pointers;
    }

    private static void collect(String pointer, JsonNode node, List<String> pointers) {
        pointers.add(pointer);
        node.properties()
                .forEach(member -> collect(pointer + "/" + escaped(member.getKey()), member.getValue(), pointers));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(pointer + "/" + i, node.get(i), pointers);
        }
    }

    static String escaped(String member) {
        return member.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample sample && file.equals(sample.file) && Arrays.equals(bytes, sample.bytes);
    }

    @Override
    public int hashCode() {
        return file.hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}
