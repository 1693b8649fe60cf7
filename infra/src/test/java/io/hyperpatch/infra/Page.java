package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation; what is generated stands between two marks, and {@code -Dregenerate=true} writes it anew. */
record Page(Path file) {
    static final Page README = new Page(Synthesized.ROOT.resolve("README.md"));
    static final Page DEPLOY = new Page(Synthesized.ROOT.resolve("docs/deploy.md"));

    private static final boolean WRITE = Boolean.getBoolean("regenerate");

    void mustShow(String mark, String generated) throws IOException {
        String page = Files.readString(file);
        String begin = "<!-- " + mark + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- /" + mark + " -->", from);
        assertThat(to).as("the marks of %s in %s", mark, file).isGreaterThan(from);
        if (WRITE) {
            Files.writeString(file, page.substring(0, from) + "\n" + generated + "\n\n" + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to).strip())
                .as("%s in %s; write it anew with -Dregenerate=true", mark, file)
                .isEqualTo(generated);
    }
}
