package io.hyperpatch.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The classes that a JVM loads from one moment to another, by its own log. */
final class LoadedClasses {
    private static final int DEEP = 3;
    private static final int DEEPER = 4;

    private final Path log;
    private final int already;

    private LoadedClasses(Path log, int already) {
        this.log = log;
        this.already = already;
    }

    static String option(Path log) {
        return "-Xlog:class+load:file=" + log + ":none:filecount=0";
    }

    static LoadedClasses since(Path log) throws IOException {
        return new LoadedClasses(log, Files.readAllLines(log).size());
    }

    /** By package, most first. */
    List<Map.Entry<String, Long>> byPackage() throws IOException {
        return Files.readAllLines(log).stream()
                .skip(already)
                .map(LoadedClasses::group)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    private static String group(String line) {
        String name = line.split(" ")[0];
        if (name.contains("$$Lambda") || name.contains("LambdaForm") || name.contains("$$TypeSwitch")) {
            return "lambdas";
        }
        String[] parts = name.split("\\.");
        int depth = Math.min(parts.length - 1, name.startsWith("software.amazon") ? DEEPER : DEEP);
        return String.join(".", Arrays.copyOf(parts, depth));
    }
}
