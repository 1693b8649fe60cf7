package io.hyperpatch.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.TransactionResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenerationsTest {
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:eu-central-1:123456789012:cluster/abcdefghijkl");
    private static final Instant NOW = Instant.parse("2026-11-21T05:48:00Z");
    private static final Generation X = Generation.first(Map.of("gpu", Pin.of("ami-0aaaaaaaaaaaaaaaa")), NOW);
    private static final Generation Y = X.wanting(Map.of("gpu", Pin.of("ami-0bbbbbbbbbbbbbbbb")), NOW.plusSeconds(60));

    private final InMemoryStore store = new InMemoryStore();
    private final Generations generations = new Generations(store);

    @Test
    void keepsWhatIsWantedOfEachCluster() {
        assertThat(generations.find(ARN)).isEmpty();
        assertThat(generations.advance(ARN, Optional.empty(), X)).isTrue();
        assertThat(generations.advance(ARN, Optional.of(X), Y)).isTrue();

        assertThat(generations.find(ARN)).contains(Y);
        assertThat(generations.all()).isEqualTo(Map.of(ARN, Y));
    }

    @Test
    void sendsWhoeverReadAnOlderImageBackToReadAgain() {
        generations.advance(ARN, Optional.empty(), X);
        generations.advance(ARN, Optional.of(X), Y);

        assertThat(generations.advance(
                        ARN, Optional.of(X), X.wanting(Map.of("gpu", Pin.of("ami-0cccccccccccccccc")), NOW)))
                .isFalse();
        assertThat(generations.advance(ARN, Optional.empty(), X)).isFalse();
        assertThat(generations.find(ARN)).contains(Y);
    }

    @Test
    void writesNothingWhereNothingHasChanged() {
        generations.advance(ARN, Optional.empty(), X);
        generations.advance(ARN, Optional.of(X), Y);

        assertThat(generations.advance(ARN, Optional.of(X), X)).isTrue();
        assertThat(generations.find(ARN)).contains(Y);
    }

    @Test
    void fencesTheCallOfARunThatIsNotWantedAnyMore() {
        generations.advance(ARN, Optional.empty(), X);
        generations.advance(ARN, Optional.of(X), Y);

        assertThat(store.transact(List.of(Generations.isStill(ARN, 2)))).isInstanceOf(TransactionResult.Written.class);
        assertThat(store.transact(List.of(Generations.isStill(ARN, 1)))).isInstanceOf(TransactionResult.Refused.class);
    }
}
