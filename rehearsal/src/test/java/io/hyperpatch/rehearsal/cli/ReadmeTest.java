package io.hyperpatch.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.page.GeneratedPage;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What the README shows is what happens; {@code mvn test -Dregenerate=true} writes it anew. */
class ReadmeTest {
    @Test
    void showsTheRealOutputOfItsFirstCommand() {
        StringWriter output = new StringWriter();
        PrintWriter both = new PrintWriter(output, true);
        assertThat(Main.run(both, both, "rehearse")).isZero();
        String shown = output.toString().replaceAll("virtual time in [0-9.,]+ s", "virtual time in 2.5 s");

        GeneratedPage.README.mustShow("rehearse", "```\n" + shown + "```");
    }
}
