package io.hyperpatch.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-west-2:111122223333:cluster/abc123def456");
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    private final InMemoryStore store = new InMemoryStore();
    private final Signals signals = new Signals(store);

    private List<String> raise() {
        return tokens(signals.raise(ARN, false, NOW));
    }

    private List<String> node(Instant now) {
        return tokens(signals.raise(ARN, true, now));
    }

    private static List<String> tokens(List<Signals.Waiter> waiters) {
        return waiters.stream().map(Signals.Waiter::taskToken).toList();
    }

    private static Signals.Waiter waiter(String token) {
        return new Signals.Waiter("train-a-0123456789ab-1/watch/1", token);
    }

    @Test
    void changesNothingWhileNoRunListens() {
        assertThat(raise()).isEmpty();
        assertThat(node(NOW)).isEmpty();
        signals.quietUntil(ARN, NOW);
        assertThat(signals.register(ARN, waiter("token"), 0)).isFalse();

        assertThat(store.list(Runs.partition(ARN), "s")).isEmpty();
    }

    @Test
    void wakesWhoWaits() {
        signals.listen(ARN);
        assertThat(signals.register(ARN, waiter("token"), signals.counter(ARN))).isTrue();

        assertThat(raise()).contains("token");
    }

    /**
     * Every interleaving of one event with a look (which notes the counter) and the registration that
     * follows.
     */
    @ParameterizedTest
    @ValueSource(strings = {"look register raise", "look raise register", "raise look register"})
    void losesNoSignal(String order) {
        signals.listen(ARN);
        long counter = -1;
        List<String> woken = new ArrayList<>();
        boolean waits = false;
        for (String act : order.split(" ")) {
            switch (act) {
                case "look" -> counter = signals.counter(ARN);
                case "register" -> waits = signals.register(ARN, waiter("token"), counter);
                case "raise" -> woken.addAll(raise());
                default -> throw new IllegalArgumentException(act);
            }
        }

        boolean lookSawIt = order.startsWith("raise");
        boolean looksAgainAtOnce = !waits;
        assertThat(lookSawIt || looksAgainAtOnce || woken.contains("token")).isTrue();
        assertThat(waits).isEqualTo(!order.equals("look raise register"));
    }

    @Test
    void countsEverySignalOfAGroupOrCluster() {
        signals.listen(ARN);
        long before = signals.counter(ARN);

        raise();
        raise();

        assertThat(signals.counter(ARN)).isEqualTo(before + 2);
    }

    @Test
    void takesOneSignalOfASingleNodeAndThenNoneInTheQuietTime() {
        signals.listen(ARN);
        signals.register(ARN, waiter("token"), signals.counter(ARN));

        assertThat(node(NOW)).contains("token");
        long counter = signals.counter(ARN);
        assertThat(node(NOW.plus(Duration.ofMinutes(5)).minusSeconds(1))).isEmpty();
        assertThat(signals.counter(ARN)).isEqualTo(counter);
        assertThat(node(NOW.plus(Duration.ofMinutes(5)))).contains("token");
    }

    @Test
    void keepsSingleNodesQuietForAsLongAsALookSaysButNothingElse() {
        signals.listen(ARN);
        signals.register(ARN, waiter("token"), signals.counter(ARN));
        signals.quietUntil(ARN, NOW.plusSeconds(3600));

        assertThat(node(NOW.plusSeconds(3599))).isEmpty();
        assertThat(raise()).contains("token");
        assertThat(node(NOW.plusSeconds(3600))).contains("token");
    }

    @Test
    void wakesEachOfTwoWaits() {
        signals.listen(ARN);
        signals.register(ARN, waiter("forward"), signals.counter(ARN));
        signals.register(ARN, new Signals.Waiter("train-a-0123456789ab-1/watch/2", "back"), signals.counter(ARN));

        assertThat(raise()).containsExactlyInAnyOrder("forward", "back");
    }

    @Test
    void forgetsATaskThatWaitsNoMoreButNotTheOneThatTookItsPlace() {
        signals.listen(ARN);
        signals.register(ARN, waiter("ended"), signals.counter(ARN));
        signals.register(ARN, waiter("next"), signals.counter(ARN));

        signals.forget(ARN, waiter("ended"));
        assertThat(raise()).containsExactly("next");

        signals.forget(ARN, waiter("next"));
        assertThat(raise()).isEmpty();
    }

    @Test
    void forgetsWhoWaitedWhenAnotherRunListens() {
        signals.listen(ARN);
        signals.quietUntil(ARN, NOW.plusSeconds(3600));
        long before = signals.counter(ARN);
        signals.register(ARN, waiter("old"), before);

        signals.listen(ARN);

        assertThat(signals.counter(ARN)).isGreaterThan(before);
        assertThat(node(NOW)).isEmpty();
        assertThat(signals.register(ARN, waiter("old"), before)).isFalse();
    }
}
