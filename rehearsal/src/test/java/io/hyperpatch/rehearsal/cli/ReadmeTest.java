package io.hyperpatch.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.run.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what happens; {@code mvn test -Dregenerate=true} writes it anew. */
class ReadmeTest {
    private static final Path README = Path.of("../README.md");
    private static final Pattern SHOWN =
            Pattern.compile("(<!-- rehearse -->\n\n```\n).*?(```\n\n<!-- /rehearse -->)", Pattern.DOTALL);

    @Test
    void showsTheRealOutputOfItsFirstCommand() throws IOException {
        StringWriter output = new StringWriter();
        PrintWriter both = new PrintWriter(output, true);
        assertThat(Main.run(both, both, "rehearse")).isZero();
        String shown = output.toString().replaceAll("virtual time in [0-9.,]+ s", "virtual time in 2.5 s");

        String readme = Files.readString(README);
        String current = SHOWN.matcher(readme).replaceFirst("$1" + Matcher.quoteReplacement(shown) + "$2");
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(README, current);
        }

        assertThat(Files.readString(README)).isEqualTo(current).contains(shown);
    }

    @Test
    void explainsEveryOutcome() throws IOException {
        String readme = Files.readString(README);

        assertThat(Arrays.stream(Outcome.values()).map(Outcome::word))
                .allSatisfy(word -> assertThat(readme).contains("| `" + word + "` |"));
    }
}
