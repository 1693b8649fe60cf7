package io.hyperpatch.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A workflow's definition, deployed as it stands.
 *
 * @param name patch-cluster, of patch-cluster.asl.json
 * @param functions the placeholders that stand for functions
 * @param children the workflows that it starts and waits for
 */
record WorkflowFile(Path file, String name, Set<String> functions, Set<String> children) {
    private static final String ENDING = ".asl.json";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");
    private static final Pattern MACHINE = Pattern.compile("([A-Z][A-Za-z0-9]*)Machine");

    static WorkflowFile read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the workflow " + file, e);
        }
        Set<String> functions = new TreeSet<>();
        Set<String> children = new TreeSet<>();
        for (Matcher found = PLACEHOLDER.matcher(text); found.find(); ) {
            Matcher machine = MACHINE.matcher(found.group(1));
            if (machine.matches()) {
                children.add(dashed(machine.group(1)));
            } else {
                functions.add(found.group(1));
            }
        }
        String name = file.getFileName().toString();
        return new WorkflowFile(file, name.substring(0, name.length() - ENDING.length()), functions, children);
    }

    /** All of a folder, in the order of their names. */
    static List<WorkflowFile> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(WorkflowFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the workflows in " + folder, e);
        }
    }

    /** PatchCluster, of patch-cluster: its placeholder is PatchClusterMachine. */
    static String camel(String name) {
        return Stream.of(name.split("-"))
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
    }

    /** PATCH_CLUSTER_MACHINE: the variable of the functions that need its ARN. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_') + "_MACHINE";
    }

    private static String dashed(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
