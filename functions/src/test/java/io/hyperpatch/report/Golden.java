package io.hyperpatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a file that people read in a review; {@code mvn test -Dregenerate=true} writes it anew. */
public final class Golden {
    private Golden() {}

    public static void check(Path file, String actual) {
        try {
            if (Boolean.getBoolean("regenerate")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual)
                    .as("%s; after an intended change: mvn test -Dregenerate=true, then read the difference", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("no " + file + " to compare with; mvn test -Dregenerate=true writes it", e);
        }
    }
}
