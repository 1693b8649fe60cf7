package io.hyperpatch.reconcile;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReopeningTest {
    private static final Instant NOW = CALLED_AT.plus(Duration.ofHours(2));

    private final InMemoryStore store = new InMemoryStore();
    private final Leases leases = new Leases(store);
    private final Intents intents = new Intents(store);
    private final Reopening reopening = new Reopening(store);
    private final Intent intent = IntentFixture.number(1).nodes(0).intent();

    @BeforeEach
    void planUnderALeaseThatWasGivenBack() {
        Lease first = leases.take(ARN, "the run", RUN, CALLED_AT);
        intents.plan(intent, List.of());
        leases.giveBack(ARN, first, CALLED_AT);
    }

    @Test
    void keepsTheLeaseForTheRunAndRecordsTheSighting() {
        assertThat(reopening.reopen(intent, "reconcile", NOW)).isTrue();

        assertThat(leases.find(ARN).orElseThrow().state()).isEqualTo(Lease.State.PARKED);
        assertThat(leases.find(ARN).orElseThrow().run()).isEqualTo(RUN);
        assertThat(intents.reread(intent).sightedAt()).contains(NOW);
    }

    @Test
    void changesNothingWhileAnotherExecutionHoldsTheLease() {
        Lease theirs = leases.take(ARN, "another run", RUN, NOW);

        assertThat(reopening.reopen(intent, "reconcile", NOW)).isFalse();

        assertThat(leases.find(ARN)).contains(theirs);
        assertThat(intents.reread(intent).sightedAt()).isEmpty();
    }

    @Test
    void changesNothingWhileTheLeaseIsHeldForAnotherRun() {
        Lease other = leases.take(ARN, "reconcile", RunName.of("train-a-ba9876543210-1"), NOW);

        assertThat(reopening.reopen(intent, "reconcile", NOW)).isFalse();

        assertThat(leases.find(ARN)).contains(other);
        assertThat(intents.reread(intent).sightedAt()).isEmpty();
    }
}
