package io.hyperpatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hyperpatch.json.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinTest {
    private static final Pin EXACT = new Pin.Exact("ami-0abcdef1234567890");
    private static final Pin RELEASE = new Pin.Release("1.10.0");
    private static final Pin RESOLVED = new Pin.Newest(Optional.of("ami-0abcdef1234567890"));

    @ParameterizedTest
    @ValueSource(strings = {"ami-0abcdef1", "ami-0ABCDEF1234567890", "1.2.3", "0.0.0", "default"})
    void isReadFromItsTextAndStaysIt(String text) {
        assertThat(Pin.of(text).text()).isEqualTo(text);
        assertThat(Pin.of(text).identity()).isEqualTo(text);
    }

    @Test
    void tellsTheThreeKindsApart() {
        assertThat(Pin.of("ami-0abcdef1234567890")).isEqualTo(EXACT);
        assertThat(Pin.of("1.10.0")).isEqualTo(RELEASE);
        assertThat(Pin.of("default")).isEqualTo(Pin.Newest.UNRESOLVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ami-",
                "ami-0abcde",
                "ami-0abcdef12345678901",
                "AMI-0abcdef1",
                "1.2",
                "1.2.3.4",
                "v1.2.3",
                "Default",
                "defaults",
                "ami-0abcdef1\n",
                "1.2.3\n"
            })
    void findsNothingInAnythingElse(String text) {
        assertThat(Pin.find(text)).isEmpty();
        assertThatThrownBy(() -> Pin.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNoEndlessReleaseVersion() {
        assertThat(Pin.find("1.2." + "3".repeat(60))).isPresent();
        assertThat(Pin.find("1.2." + "3".repeat(61))).isEmpty();
    }

    @Test
    void asksForDefaultAndIsKnownByWhatThatWasResolvedTo() {
        assertThat(RESOLVED.text()).isEqualTo("default");
        assertThat(RESOLVED.identity()).isEqualTo("default:ami-0abcdef1234567890");
        assertThat(Pin.of(RESOLVED.identity())).isEqualTo(RESOLVED);
    }

    @Test
    void isItsTextInJson() {
        assertThat(Json.mapper().<JsonNode>valueToTree(EXACT)).isEqualTo(TextNode.valueOf("ami-0abcdef1234567890"));
        assertThat(Json.mapper().<JsonNode>valueToTree(RESOLVED)).isEqualTo(TextNode.valueOf("default"));
        assertThat(Json.to(Pin.class, TextNode.valueOf("default:x"))).isEqualTo(new Pin.Newest(Optional.of("x")));
        assertThatThrownBy(() -> Json.to(Pin.class, TextNode.valueOf("latest")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAnImageUnlessTheServiceChooses() {
        assertThat(ShownImage.ofPin(EXACT)).isEqualTo(ShownImage.ofId("ami-0abcdef1234567890"));
        assertThat(ShownImage.ofPin(RELEASE).releaseVersion()).contains("1.10.0");
        assertThat(ShownImage.ofPin(RESOLVED)).isEqualTo(ShownImage.NONE);
    }
}
