package io.hyperpatch.report;

import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Expiry;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The mails that people get, by their ids: which of them were sent, and when one may be sent once more.
 *
 * <p>Each is sent at least once. Of an attempt whose answer was lost nobody knows whether people have the mail, so it is claimed
 * before it is sent, and repeats follow further and further apart: a topic that takes a mail and answers with errors for hours sends a
 * handful of mails and not hundreds. An attempt that was refused reached nobody, and gives its claim back.
 *
 * <p>Repeats have the subject of the first attempt, so that people know them as repeats: a subject counts nodes, and those of a
 * cluster come and go in the hours between two attempts. The body shows the cluster as it is at each attempt.
 */
public final class Mails {
    private static final String PARTITION = "notices";
    private static final String SENT = "at";
    private static final String ATTEMPTS = "attempts";
    private static final String CLAIMED = "claimedAt";
    private static final String SUBJECT = "subject";

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(15);

    /** Once the topic works again, people should not have to wait any longer than this. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(4);

    private final Store store;

    public Mails(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    /** The attempts at one mail so far. */
    private record Claim(long attempts, Optional<Instant> at, Optional<String> subject) {
        static Claim of(Item item) {
            return new Claim(item.number(ATTEMPTS), item.text(CLAIMED).map(Instant::parse), item.text(SUBJECT));
        }
    }

    public boolean wasSent(String id) {
        return store.read(key(id)).filter(Mails::isSent).isPresent();
    }

    /** Returns the mail with the subject of its first attempt, if there was one. */
    public Notification asFirstSent(Notification mail) {
        return worded(mail, claim(store.read(key(mail.id()))));
    }

    /** Sends a mail whose id stands for one piece of news, unless it was sent before; like {@link #send(String, Notification, Instant, Consumer)}. */
    public Notification send(Notification mail, Instant now, Consumer<Notification> topic) {
        return send(mail.id(), mail, now, topic);
    }

    /**
     * Sends a mail, unless it was sent before.
     *
     * @param news what it is known by
     * @param topic returns when it took the mail, throws {@link MailRefused} when it certainly did not, anything else otherwise
     * @return the mail, with the subject of its first attempt
     * @throws NotSentYet if the mail may have been sent and is not due again
     */
    public Notification send(String news, Notification mail, Instant now, Consumer<Notification> topic) {
        Optional<Item> known = store.read(key(news));
        Claim before = claim(known);
        Notification asBefore = worded(mail, before);
        if (known.filter(Mails::isSent).isPresent()) {
            return asBefore;
        }
        before.at()
                .map(at -> at.plus(pause(before.attempts())))
                .filter(now::isBefore)
                .ifPresent(due -> {
                    throw new NotSentYet(mail.id(), due, null);
                });
        Claim mine = new Claim(before.attempts() + 1, Optional.of(now), Optional.of(asBefore.subject()));
        Instant due = now.plus(pause(mine.attempts()));
        if (!replace(news, before, mine, now)) {
            throw new NotSentYet(mail.id(), due, null);
        }
        try {
            topic.accept(asBefore);
        } catch (MailRefused refused) {
            replace(news, mine, before, now);
            throw refused;
        } catch (RuntimeException inDoubt) {
            throw new NotSentYet(mail.id(), due, inDoubt);
        }
        store.write(new Write.Update(key(news), List.of(Change.set(SENT, now), Expiry.set(now)), Condition.always()));
        return asBefore;
    }

    /** Returns how long after the last of so many attempts the next one may follow. */
    static Duration pause(long attempts) {
        Duration pause = SHORTEST_PAUSE;
        for (long i = 1; i < attempts && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause;
    }

    private static Notification worded(Notification mail, Claim before) {
        return before.subject().map(mail::withSubject).orElse(mail);
    }

    private static Key key(String id) {
        return new Key(PARTITION, id);
    }

    private static boolean isSent(Item item) {
        return item.get(SENT).isPresent();
    }

    private static Claim claim(Optional<Item> known) {
        return known.filter(item -> item.get(ATTEMPTS).isPresent())
                .map(Claim::of)
                .orElse(new Claim(0, Optional.empty(), Optional.empty()));
    }

    /** Of two who claim the same attempt, only one gets it. */
    private boolean replace(String id, Claim from, Claim to, Instant now) {
        Condition unchanged = from.attempts() == 0
                ? Condition.any(Condition.missing(ATTEMPTS), Condition.equal(ATTEMPTS, 0))
                : Condition.equal(ATTEMPTS, from.attempts());
        Change claimed = to.at().map(at -> Change.set(CLAIMED, at)).orElse(Change.remove(CLAIMED));
        Change subject = to.subject().map(text -> Change.set(SUBJECT, text)).orElse(Change.remove(SUBJECT));
        return store.write(new Write.Update(
                        key(id),
                        List.of(Change.set(ATTEMPTS, to.attempts()), claimed, subject, Expiry.set(now)),
                        unchanged))
                instanceof WriteResult.Written;
    }
}
