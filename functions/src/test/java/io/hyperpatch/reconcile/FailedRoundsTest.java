package io.hyperpatch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.json.Json;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many rounds of reconcile have failed with a run, and when the next one is due. */
class FailedRoundsTest {
    private static final RunName RUN = RunName.of("train-a-0123456789ab-1");
    private static final Instant FIRST = Instant.parse("2026-11-21T03:00:10Z");
    private static final FailedSeries.Failure DENIED = new FailedSeries.Failure("ResolveIntents: denied", "denied");
    private static final FailedSeries.Failure BROKEN = new FailedSeries.Failure("SettleRun: broken", "broken");

    private final InMemoryStore store = new InMemoryStore();
    private final FailedRounds rounds = new FailedRounds(store);

    private static Instant hour(int n) {
        return FIRST.plus(Duration.ofHours(n));
    }

    private FailedSeries failed(int round, FailedSeries.Failure failure) {
        rounds.begin(RUN, "round-" + round, hour(round));
        return rounds.failed(RUN, "round-" + round, failure, hour(round));
    }

    private FailedSeries told() {
        IntStream.range(0, 4).forEach(round -> failed(round, DENIED));
        rounds.told(RUN, failed(4, DENIED), hour(4));
        return rounds.begin(RUN, "round-4", hour(4)).orElseThrow();
    }

    @Test
    void oweAWordAfterFiveEqualFailuresAndOnlyOnce() {
        assertThat(IntStream.range(0, 5).mapToObj(round -> failed(round, DENIED).isOwed()))
                .containsExactly(false, false, false, false, true);
        rounds.told(RUN, failed(5, DENIED), hour(5));
        assertThat(failed(6, DENIED).isOwed()).isFalse();
    }

    @Test
    void oweAWordAfterADayOfFailuresThatAreNeverTheSame() {
        assertThat(IntStream.range(0, 24)
                        .mapToObj(round -> failed(round, round % 2 == 0 ? DENIED : BROKEN))
                        .map(FailedSeries::isOwed))
                .containsOnlyOnce(true)
                .last()
                .isEqualTo(true);
    }

    @Test
    void countTheRetriesOfOneRoundOnce() {
        failed(0, DENIED);
        assertThat(failed(0, DENIED).all()).isEqualTo(1);
    }

    @Test
    void countARoundThatDiedWithoutAWord() {
        IntStream.range(0, 5).forEach(round -> rounds.begin(RUN, "round-" + round, hour(round)));

        assertThat(rounds.begin(RUN, "round-5", hour(5))).hasValueSatisfying(series -> {
            assertThat(series.all()).isEqualTo(5);
            assertThat(series.isOwed()).isTrue();
        });
    }

    @ParameterizedTest(name = "after {0} more rounds: {1} h")
    @CsvSource({"0, 2", "1, 4", "2, 8", "3, 16", "4, 24", "40, 24"})
    void restTwiceAsLongAfterEachOnceItIsTold(int more, int hours) {
        told();
        IntStream.rangeClosed(1, more).forEach(round -> failed(4 + round, DENIED));
        Instant last = hour(4 + more);

        assertThat(rounds.resting(last.plus(Duration.ofHours(hours)).minus(Duration.ofHours(1))))
                .containsExactly(RUN);
        assertThat(rounds.resting(last.plus(Duration.ofHours(hours)).minus(Duration.ofMinutes(15))))
                .isEmpty();
    }

    @Test
    void restOnlyOncePeopleKnow() {
        IntStream.range(0, 30).forEach(round -> failed(round, DENIED));

        assertThat(rounds.resting(hour(29))).isEmpty();
    }

    @Test
    void beginAnewWithAnotherFailureAndAreForgottenAfterASuccess() {
        told();

        assertThat(failed(5, BROKEN))
                .returns(1, FailedSeries::all)
                .returns(hour(5), FailedSeries::first)
                .returns(false, FailedSeries::isOwed);
        assertThat(rounds.resting(hour(5))).isEmpty();
        rounds.succeeded(RUN);
        assertThat(store.items()).isEmpty();
    }

    @Test
    void areCountedAnewWhereTheirItemCannotBeRead() {
        store.write(new Write.Put(
                new Key("failed-rounds", "run/" + RUN),
                Json.object().set("series", Json.object().put("all", "??")),
                Condition.always()));

        assertThat(rounds.resting(hour(0))).isEmpty();
        assertThat(failed(1, DENIED).all()).isEqualTo(1);
    }
}
