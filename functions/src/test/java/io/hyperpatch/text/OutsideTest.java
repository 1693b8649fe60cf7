package io.hyperpatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideTest {
    private static final String ROCKET = "\ud83d\ude80";

    @ParameterizedTest
    @ValueSource(strings = {"Größe 東京", "a 'b' \"c\" ${x} {% y %}", "tab\there", "\ud83d\ude80", ""})
    void leavesATextThatIsWhatItLooksLikeAsItIs(String text) {
        assertThat(Outside.line(text)).isEqualTo(text);
    }

    @Test
    void showsControlsInvisibleCharactersAndHalves() {
        assertThat(Outside.line("a\u001b\u0085\u202e\u200b\ufeff\u2028\ud83d\uffff"))
                .isEqualTo("a<U+001B><U+0085><U+202E><U+200B><U+FEFF><U+2028><U+D83D><U+FFFF>");
    }

    @Test
    void showsLineBreaksOnALineAndKeepsThemInABlock() {
        assertThat(Outside.line("a\r\nb")).isEqualTo("a<U+000D><U+000A>b");
        assertThat(Outside.block("a\nb", 100)).endsWith("\n\"\"\"\"\"\"\na\nb\n\"\"\"\"\"\"\n");
    }

    @Test
    void cutsWithoutLeavingHalfOfACharacterAndSaysHowMuchIsMissing() {
        assertThat(Outside.cut("abc", 3)).isEqualTo("abc");
        assertThat(Outside.cut("abcd", 3)).isEqualTo("abc [and 1 more characters]");
        assertThat(Outside.cut("ab" + ROCKET, 3)).isEqualTo("ab [and 2 more characters]");
    }

    @Test
    void quotesAsJsonDoes() {
        assertThat(Outside.quoted("a\"b\n\u202e")).isEqualTo("\"a\\\"b\\n\\u202e\"");
        assertThat(Outside.quoted("x".repeat(81))).isEqualTo("\"" + "x".repeat(80) + "\" [and 1 more characters]");
    }

    @Test
    void replacesHalvesForJson() {
        assertThat(Outside.json("a\ud83db\u001b", 10)).isEqualTo("a\ufffdb\u001b");
    }

    @Test
    void leavesAsciiForASubject() {
        assertThat(Outside.ascii(" Größe\n\t of " + ROCKET)).isEqualTo("Gr??e of ?");
    }

    @Property(tries = 2000, seed = "1")
    void aLineIsOneLineOfBoundedLengthThatCanBeEncoded(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 50) int longest) {
        String line = Outside.line(text, longest);

        assertThat(line.lines().count()).isLessThanOrEqualTo(1);
        assertThat(line).doesNotContain("\n", "\r", "\u2028", "\u0000");
        assertThat(line.length()).isLessThanOrEqualTo(longest * "<U+001B>".length() + 40);
        assertThat(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(line);
    }
}
