package io.hyperpatch.lease;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.run.RunName;
import io.hyperpatch.store.InMemoryStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingRequestsTest {
    private static final RunName FIRST = RunName.of("train-a-ffffffffffff-1");
    private static final RunName SECOND = RunName.of("train-a-eeeeeeeeeeee-1");

    private final InMemoryStore store = new InMemoryStore();
    private final Leases leases = new Leases(store);
    private final WaitingRequests waiting = new WaitingRequests(store);
    private final Lease held = leases.take(ARN, "holder", RUN, CALLED_AT);

    @Test
    void keepsTheLastRequestOfACluster() {
        assertThat(waiting.note(ARN, held, FIRST, CALLED_AT)).isTrue();
        assertThat(waiting.note(ARN, held, SECOND, CALLED_AT.plusSeconds(1))).isTrue();

        assertThat(waiting.all())
                .containsExactly(Map.entry(ARN, waiting.find(ARN).orElseThrow()));
        assertThat(waiting.find(ARN)).map(WaitingRequest::run).contains(SECOND);
    }

    @Test
    void notesNothingOnALeaseThatHasBeenGivenBackSince() {
        leases.giveBack(ARN, held, CALLED_AT);

        assertThat(waiting.note(ARN, held, FIRST, CALLED_AT)).isFalse();
        assertThat(waiting.find(ARN)).isEmpty();
    }

    @Test
    void forgetsOnlyTheRequestThatWasServed() {
        waiting.note(ARN, held, FIRST, CALLED_AT);
        WaitingRequest first = waiting.find(ARN).orElseThrow();
        waiting.note(ARN, held, SECOND, CALLED_AT);

        waiting.served(ARN, first);
        assertThat(waiting.find(ARN)).isPresent();

        waiting.served(ARN, waiting.find(ARN).orElseThrow());
        assertThat(waiting.find(ARN)).isEmpty();
    }
}
