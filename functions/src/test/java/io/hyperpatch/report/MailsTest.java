package io.hyperpatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.run.Outcome;
import io.hyperpatch.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T05:48:00Z");
    private static final Notification MAIL = Notification.of(Reports.of(Outcome.VERIFIED));

    private final Mails mails = new Mails(new InMemoryStore());
    private final List<Instant> sent = new ArrayList<>();

    @Test
    void sendsAMailOnce() {
        mails.send(MAIL, NOW, taken(NOW));
        mails.send(MAIL, NOW.plusSeconds(1), taken(NOW.plusSeconds(1)));

        assertThat(sent).containsExactly(NOW);
        assertThat(mails.wasSent(MAIL.id())).isTrue();
    }

    @Test
    void repeatsWhatMayHaveBeenSentFurtherAndFurtherApart() {
        IntStream.range(0, 24 * 60)
                .mapToObj(minute -> NOW.plus(Duration.ofMinutes(minute)))
                .forEach(now -> attempt(now, inDoubt(now)));

        assertThat(sent)
                .extracting(at -> Duration.between(NOW, at).toMinutes())
                .containsExactly(0L, 15L, 45L, 105L, 225L, 465L, 705L, 945L, 1185L, 1425L);
        assertThat(mails.wasSent(MAIL.id())).isFalse();
    }

    @Test
    void sendsAMailThatWasRefusedAtOnceWhenTheTopicTakesItAgain() {
        for (int second = 0; second < 10; second++) {
            assertThatThrownBy(() -> mails.send(MAIL, NOW, refused())).isInstanceOf(MailRefused.class);
        }
        mails.send(MAIL, NOW.plusSeconds(10), taken(NOW.plusSeconds(10)));

        assertThat(sent).containsExactly(NOW.plusSeconds(10));
    }

    @Test
    void keepsToThePauseAlsoAfterARefusalInBetween() {
        attempt(NOW, inDoubt(NOW));
        Instant due = NOW.plus(Duration.ofMinutes(15));
        assertThatThrownBy(() -> mails.send(MAIL, due, refused())).isInstanceOf(MailRefused.class);

        mails.send(MAIL, due, taken(due));

        assertThat(sent).containsExactly(NOW, due);
    }

    @Test
    void repeatsAMailUnderTheSubjectOfItsFirstAttempt() {
        attempt(NOW, inDoubt(NOW));
        Instant due = NOW.plus(Duration.ofMinutes(15));
        List<Notification> taken = new ArrayList<>();

        mails.send(MAIL.withSubject("Verified: of a cluster that has fewer nodes now"), due, taken::add);

        assertThat(taken).containsExactly(MAIL);
        assertThat(mails.asFirstSent(MAIL.withSubject("of still fewer"))).isEqualTo(MAIL);
    }

    @Test
    void letsTheSubjectGoOfAnAttemptThatWasRefused() {
        assertThatThrownBy(() -> mails.send(MAIL, NOW, refused())).isInstanceOf(MailRefused.class);
        Notification later = MAIL.withSubject("Verified: of a cluster that has fewer nodes now");
        List<Notification> taken = new ArrayList<>();

        mails.send(later, NOW, taken::add);

        assertThat(taken).containsExactly(later);
        assertThat(later.detail().at("/notification/subject").asText()).isEqualTo(later.subject());
    }

    @Test
    void letsOnlyOneOfTwoSendIt() {
        mails.send(MAIL, NOW, first -> {
            sent.add(NOW);
            assertThatThrownBy(() -> mails.send(MAIL, NOW, taken(NOW)))
                    .isInstanceOf(NotSentYet.class)
                    .hasMessageContaining("2026-11-21T06:03:00Z");
        });

        assertThat(sent).containsExactly(NOW);
    }

    @Test
    void knowsEachPieceOfNewsByItself() {
        mails.send("run-1/s1i1/stalled", MAIL, NOW, taken(NOW));
        mails.send("run-1/s2i1/stalled", MAIL, NOW, taken(NOW));

        assertThat(sent).hasSize(2);
    }

    private void attempt(Instant now, Consumer<Notification> topic) {
        try {
            mails.send(MAIL, now, topic);
        } catch (NotSentYet later) {
            assertThat(later).hasMessageContaining(MAIL.id());
        }
    }

    private Consumer<Notification> taken(Instant now) {
        return mail -> sent.add(now);
    }

    private Consumer<Notification> inDoubt(Instant now) {
        return mail -> {
            sent.add(now);
            throw new IllegalStateException("no answer");
        };
    }

    private static Consumer<Notification> refused() {
        return mail -> {
            throw new MailRefused(mail.id(), new IllegalStateException("Rate exceeded"));
        };
    }
}
