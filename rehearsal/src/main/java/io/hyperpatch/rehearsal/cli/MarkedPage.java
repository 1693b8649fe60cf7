package io.hyperpatch.rehearsal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Markdown page in which what was measured stands between two marks. */
final class MarkedPage {
    private final Path file;
    private final String from;
    private final String to;

    private MarkedPage(Path file, String mark) {
        this.file = file;
        this.from = "<!-- " + mark + " -->\n";
        this.to = "<!-- /" + mark + " -->";
    }

    /**
     * Looks at the page before anything is played.
     *
     * @throws IllegalArgumentException if there is no such file, or it lacks the marks
     */
    static MarkedPage at(Path file, String mark) {
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            throw new IllegalArgumentException(
                    "--page " + file + " is no file that can be written: give a Markdown page");
        }
        MarkedPage page = new MarkedPage(file, mark);
        String text = read(file);
        int begins = text.indexOf(page.from);
        if (begins < 0 || text.indexOf(page.to, begins) < 0) {
            throw new IllegalArgumentException("--page " + file + " has no place for the result: write the lines "
                    + page.from.strip() + " and " + page.to + " where it is to stand");
        }
        return page;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("--page " + file + " cannot be read as text: " + e, e);
        }
    }

    /** The commit that is checked out where the page lies. */
    String commit() {
        return Commit.of(file);
    }

    /** Puts a text in the place of the one between the marks. */
    void show(String markdown) {
        try {
            String text = Files.readString(file);
            int begins = text.indexOf(from) + from.length();
            int ends = text.indexOf(to, begins);
            Files.writeString(file, text.substring(0, begins) + "\n" + markdown + "\n" + text.substring(ends));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
