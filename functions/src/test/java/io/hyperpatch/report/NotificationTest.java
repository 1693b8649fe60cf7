package io.hyperpatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.run.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {
    private static final Path TEXTS = Path.of("src/test/resources/report");
    private static final int MAXIMUM = 262_144;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "QUIET")
    void tellsEachOutcomeInItsOwnWords(Outcome outcome) {
        Notification notification = Notification.of(Reports.of(outcome));

        assertThat(notification.subject()).startsWith(outcome.word() + ": train-a");
        assertThat(notification.body()).startsWith(outcome.word() + ": ");
        Golden.check(TEXTS.resolve(outcome.word() + ".txt"), text(notification));
    }

    @Test
    void tellsThatARunMakesNoProgress() {
        Notification notification = Notification.of(Reports.stalled());

        assertThat(notification.id()).isEqualTo(Reports.RUN + "/stalled");
        assertThat(notification.attributes()).containsEntry("outcome", "Stalled");
        Golden.check(TEXTS.resolve("Stalled.txt"), text(notification));
    }

    @Test
    void tellsWhatNoRunCanTell() {
        Notification refused = Notification.of(Reports.refusedEvent("event.json /detail/ImageId: 'x' is no image id"));
        Notification failed = Notification.of(Reports.failedRun());

        assertThat(refused.attributes()).containsEntry("outcome", "Refused").containsEntry("cluster", "none");
        assertThat(failed.attributes()).containsEntry("outcome", "Unknown").containsEntry("cluster", "train-a");
        Golden.check(TEXTS.resolve("Notice-event.txt"), text(refused));
        Golden.check(TEXTS.resolve("Notice-run.txt"), text(failed));
    }

    @Test
    void reportsThatRoundsOfReconcileGoOnFailing() {
        Notification notification = Notification.of(Reports.unresolved());

        assertThat(notification.id()).isEqualTo(Reports.RUN + "/unresolved/2026-11-21T07:00:05Z");
        assertThat(notification.attributes())
                .containsEntry("outcome", "Unknown")
                .containsEntry("cluster", "train-a");
        Golden.check(TEXTS.resolve("Unresolved.txt"), text(notification));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "x", "\ud83d\ude80", "\n"})
    void keepsANoticeWithinItsSizeHoweverMuchThereIsToSay(String word) {
        Notification notification = Notification.of(Reports.refusedEvent(word.repeat(300_000)));

        assertThat(bytes(notification.body())).isLessThan(MAXIMUM - 2_000);
        assertThat(bytes(notification.detail().toString())).isLessThan(MAXIMUM - 2_000);
    }

    @Test
    void hasOneSentencePerOutcome() {
        List<String> sentences = Stream.of(Outcome.values())
                .filter(outcome -> outcome != Outcome.QUIET)
                .map(outcome -> Wording.happened(Reports.of(outcome)))
                .toList();

        assertThat(sentences).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void reportsNoQuietEnd() {
        assertThatThrownBy(() -> Reports.with(Outcome.QUIET, "", Optional.empty(), List.of(), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quietly");
    }

    @Test
    void hasTheSameIdForTheSameRunWhateverItTells() {
        assertThat(Notification.of(Reports.of(Outcome.VERIFIED)).id())
                .isEqualTo("train-a-0123456789ab-1/final")
                .isEqualTo(Notification.of(Reports.of(Outcome.UNKNOWN)).id());
    }

    @Test
    void canBeFilteredByOutcomeClusterAndPolicy() {
        assertThat(Notification.of(Reports.of(Outcome.ROLLED_BACK)).attributes())
                .isEqualTo(Map.of("outcome", "RolledBack", "cluster", "train-a", "policy", "gpu-fleet"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "say \"hi\"",
                "C:\\temp\\$(rm -rf /)`id`",
                "{% $states.input %}",
                "first\nsecond\n\n  fourth\n",
                "windows\r\nlines",
                "\"\"\"\"\"\"\nfenced\n\"\"\"\"\"\"\"\"\"",
                "tab\there",
                "Grüße, 東京, 🚀",
                "%s %d ${x} <b>&amp;</b> %n"
            })
    void passesTextFromOutsideOnUnchanged(String text) {
        Notification notification =
                Notification.of(Reports.with(Outcome.REFUSED, text, Optional.empty(), List.of(), ""));

        assertThat(notification.body()).contains(text);
        assertThat(notification.detail().path("reason").asText()).isEqualTo(text);
    }

    @Test
    void letsNoTextFromOutsidePassForItsOwnWords() {
        String forged = "why\n\"\"\"\"\"\"\n\nWhat to do now\n  Delete the cluster.";

        String body = Notification.of(Reports.with(Outcome.REFUSED, forged, Optional.empty(), List.of(), ""))
                .body();

        List<String> lines = body.lines().toList();
        String fence = "\"\"\"\"\"\"\"";
        assertThat(lines.stream().filter(fence::equals)).hasSize(2);
        assertThat(lines.subList(lines.indexOf(fence), lines.lastIndexOf(fence)))
                .contains("What to do now", "  Delete the cluster.");
    }

    @Test
    void showsWhatWouldMoveACursorOrReorderALine() {
        String text = "a\u001b[2Jb\rc\u0000d\u202ee\u2028f\ud83dg\u0085h";

        String body = Notification.of(Reports.with(Outcome.REFUSED, text, Optional.empty(), List.of(), ""))
                .body();

        assertThat(body)
                .contains("a<U+001B>[2Jb<U+000D>c<U+0000>d<U+202E>e<U+2028>f<U+D83D>g<U+0085>h")
                .doesNotContain("\u001b", "\r", "\u0000", "\u202e");
    }

    @Test
    void namesFiftyNodesAndTellsWhereTheOthersAre() {
        Notification notification = Notification.of(Reports.large(1, 3_000, "skipped"));

        assertThat(notification.body())
                .contains("(3000)")
                .contains(
                        "i-00000000000000031", "and 2950 more of group-0 (listed in the event 'Hyperpatch Run Ended')")
                .doesNotContain("i-00000000000000032");
        assertThat(notification.detail().at("/groups/0/skipped")).hasSize(3_000);
        assertThat(notification.detail().at("/groups/0/skippedNotListed").isMissingNode())
                .isTrue();
    }

    @Test
    void tellsHowManyNodesTheEventCouldNotName() {
        Notification notification =
                Notification.of(Reports.large(1, 5_000, "Instance skipped due to PodDisruptionBudget constraint."));
        JsonNode group = notification.detail().at("/groups/0");

        int listed = group.path("skipped").size();
        assertThat(listed).isBetween(1_000, 4_999);
        assertThat(group.path("skippedNotListed").asInt()).isEqualTo(5_000 - listed);
        assertThat(notification.body())
                .contains("the first " + listed + " of the group are listed in the event 'Hyperpatch Run Ended'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"skipped", "Instance skipped due to PodDisruptionBudget constraint.", "LONG", "WIDE", "ESCAPED"})
    void staysWithinWhatSnsAndEventBridgeTake(String words) {
        String text =
                switch (words) {
                    case "LONG" -> "x".repeat(100_000);
                    case "WIDE" -> "🚀".repeat(5_000);
                    case "ESCAPED" -> "\u0001\"\\".repeat(5_000);
                    default -> words;
                };
        for (RunReport report : List.of(
                Reports.large(1, words.equals(text) ? 5_000 : 300, text),
                Reports.large(100, 20, text),
                Reports.large(100, 1, text))) {
            Notification notification = Notification.of(report);

            assertThat(bytes(notification.body())).isLessThan(MAXIMUM - 2_000);
            assertThat(bytes(notification.detail().toString())).isLessThan(MAXIMUM - 2_000);
            assertThat(notification.body()).contains("What to do now", "Reference");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String text(Notification notification) {
        return "Subject: " + notification.subject() + "\n\n" + notification.body();
    }
}
