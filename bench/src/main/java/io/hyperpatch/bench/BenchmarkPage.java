package io.hyperpatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page that shows the results; each table stands between two marks. */
public final class BenchmarkPage {
    private final Path file;

    public BenchmarkPage(Path file) {
        this.file = file;
    }

    public String shown(String mark) throws IOException {
        String page = Files.readString(file);
        return page.substring(from(page, mark), to(page, mark)).strip();
    }

    public void show(String mark, String table) throws IOException {
        String page = Files.readString(file);
        Files.writeString(
                file, page.substring(0, from(page, mark)) + "\n" + table + "\n\n" + page.substring(to(page, mark)));
    }

    private static int from(String page, String mark) {
        return page.indexOf("<!-- " + mark + " -->\n") + ("<!-- " + mark + " -->\n").length();
    }

    private static int to(String page, String mark) {
        return page.indexOf("<!-- /" + mark + " -->");
    }
}
