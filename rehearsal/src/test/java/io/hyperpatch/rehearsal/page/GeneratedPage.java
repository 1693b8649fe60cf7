package io.hyperpatch.rehearsal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of the documentation that repeats what the code knows: as a whole, or between {@code <!-- mark
 * -->} and {@code <!-- /mark -->}. {@code -Dregenerate=true} writes it anew; without it, a page that is out
 * of date fails its test.
 */
public record GeneratedPage(Path file) {
    public static final GeneratedPage README = new GeneratedPage(Path.of("..", "README.md"));

    /** A page below {@code docs}. */
    public static GeneratedPage docs(String name) {
        return new GeneratedPage(Path.of("..", "docs", name));
    }

    /** Whether pages are to be written anew. */
    public static boolean anew() {
        return Boolean.getBoolean("regenerate");
    }

    /** The whole page is this. */
    public void mustBe(String generated) {
        if (anew()) {
            write(generated);
        }
        assertThat(text()).as(file + outOfDate()).isEqualTo(generated);
    }

    /** Between the marks stands this; blank lines around it do not count. */
    public void mustShow(String mark, String generated) {
        if (anew()) {
            show(mark, generated);
        }
        assertThat(shown(mark)).as(mark + " in " + file + outOfDate()).isEqualTo(generated.strip());
    }

    /** What stands between the marks. */
    public String shown(String mark) {
        String page = text();
        return page.substring(from(page, mark), to(page, mark)).strip();
    }

    /** Writes between the marks, whether anything is to be written anew or not. */
    public void show(String mark, String generated) {
        String page = text();
        write(page.substring(0, from(page, mark)) + "\n" + generated.strip() + "\n\n" + page.substring(to(page, mark)));
    }

    private int from(String page, String mark) {
        String begin = "<!-- " + mark + " -->\n";
        int at = page.indexOf(begin);
        assertThat(at).as("<!-- %s --> in %s", mark, file).isNotNegative();
        return at + begin.length();
    }

    private int to(String page, String mark) {
        int at = page.indexOf("<!-- /" + mark + " -->", from(page, mark));
        assertThat(at).as("<!-- /%s --> in %s", mark, file).isNotNegative();
        return at;
    }

    private static String outOfDate() {
        return " is out of date; after an intended change, this test with -Dregenerate=true writes it anew";
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
