package io.hyperpatch.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.ItemVersion;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.TransactionResult;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WrittenByNewerVersion;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456");
    private static final ClusterArn OTHER =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def457");
    private static final RunName RUN = RunName.of("train-a-0123456789ab-1");
    private static final RunName NEXT = RunName.of("train-a-0123456789ab-2");
    private static final Instant T = Instant.parse("2026-11-21T02:00:00Z");

    private final Store store = new InMemoryStore();
    private final Leases leases = new Leases(store);

    @Test
    void isTakenByTheFirstWhoAsks() {
        Lease lease = leases.take(ARN, "first", RUN, T);

        assertThat(lease).isEqualTo(new Lease(Lease.State.HELD, "first", RUN, 1, T));
        assertThat(leases.find(ARN)).contains(lease);
        assertThat(leases.find(OTHER)).isEmpty();
    }

    @Test
    void showsTheHolderToTheSecondWhoAsks() {
        Lease first = leases.take(ARN, "first", RUN, T);

        assertThat(leases.take(ARN, "second", NEXT, T.plusSeconds(1))).isEqualTo(first);
        assertThat(leases.find(ARN)).contains(first);
    }

    @Test
    void isNeitherTakenNorGivenBackNorParkedWhereItIsForNewerVersionsOnly() {
        Lease held = leases.take(ARN, "first", RUN, T);
        Write newer = new Write.Update(
                Leases.key(ARN), List.of(Change.set(ItemVersion.WRITABLE_FROM, 2)), Condition.exists());
        store.write(newer);

        assertThatThrownBy(() -> leases.giveBack(ARN, held, T)).isInstanceOf(WrittenByNewerVersion.class);
        assertThatThrownBy(() -> leases.park(ARN, held, T)).isInstanceOf(WrittenByNewerVersion.class);
        assertThatThrownBy(() -> leases.takeOver(ARN, held, "second", NEXT, T))
                .isInstanceOf(WrittenByNewerVersion.class)
                .hasMessageContaining(ARN.toString());
        assertThat(leases.find(ARN)).contains(held);
    }

    @Test
    void keepsWhatANewerVersionOfTheProductHasAdded() {
        Lease first = leases.take(ARN, "first", RUN, T);
        store.write(new Write.Update(Leases.key(ARN), List.of(Change.set("wantedGeneration", 7)), Condition.exists()));

        assertThat(leases.find(ARN)).contains(first);
        assertThat(leases.all().readable()).containsOnlyKeys(ARN);
        assertThat(leases.giveBack(ARN, first, T.plusSeconds(1))).isTrue();
        Lease second = leases.take(ARN, "second", NEXT, T.plusSeconds(2));
        assertThat(leases.park(ARN, second, T.plusSeconds(3))).isTrue();
        assertThat(leases.takeOver(ARN, leases.find(ARN).orElseThrow(), "third", NEXT, T.plusSeconds(4))
                        .holder())
                .isEqualTo("third");
        assertThat(store.read(Leases.key(ARN)).orElseThrow().get("wantedGeneration"))
                .hasValueSatisfying(
                        generation -> assertThat(generation.intValue()).isEqualTo(7));
    }

    @Test
    void isTheHoldersOwnWhenItAsksAgain() {
        Lease first = leases.take(ARN, "first", RUN, T);

        assertThat(leases.take(ARN, "first", RUN, T.plusSeconds(60))).isEqualTo(first);
    }

    @Test
    void isFreeForTheNextAfterItWasGivenBackAndTheTokenGrows() {
        Lease first = leases.take(ARN, "first", RUN, T);
        assertThat(leases.giveBack(ARN, first, T.plusSeconds(1))).isTrue();
        assertThat(leases.find(ARN).orElseThrow().state()).isEqualTo(Lease.State.FREE);

        Lease second = leases.take(ARN, "second", NEXT, T.plusSeconds(2));

        assertThat(second.holder()).isEqualTo("second");
        assertThat(second.token()).isGreaterThan(first.token());
    }

    @Test
    void isNotGivenBackUnderAnOldToken() {
        Lease first = leases.take(ARN, "first", RUN, T);
        Lease second = leases.takeOver(ARN, first, "second", NEXT, T.plusSeconds(1));

        assertThat(leases.giveBack(ARN, first, T.plusSeconds(2))).isFalse();
        assertThat(leases.park(ARN, first, T.plusSeconds(2))).isFalse();
        assertThat(leases.find(ARN)).contains(second);
    }

    @Test
    void isGivenBackOnce() {
        Lease first = leases.take(ARN, "first", RUN, T);

        assertThat(leases.giveBack(ARN, first, T)).isTrue();
        assertThat(leases.giveBack(ARN, first, T)).isFalse();
    }

    @Test
    void fencesItsHolderOffWhenParked() {
        Lease held = leases.take(ARN, "first", RUN, T);
        assertThat(leases.park(ARN, held, T.plusSeconds(1))).isTrue();

        Lease parked = leases.find(ARN).orElseThrow();

        assertThat(parked.state()).isEqualTo(Lease.State.PARKED);
        assertThat(parked.token()).isGreaterThan(held.token());
        assertThat(fenced(held)).isFalse();
        assertThat(leases.take(ARN, "second", NEXT, T.plusSeconds(2))).isEqualTo(parked);
        assertThat(leases.giveBack(ARN, held, T.plusSeconds(2))).isFalse();
    }

    @Test
    void isTakenOverFromAParkedHolder() {
        leases.park(ARN, leases.take(ARN, "first", RUN, T), T);
        Lease parked = leases.find(ARN).orElseThrow();

        Lease taken = leases.takeOver(ARN, parked, "second", NEXT, T.plusSeconds(1));

        assertThat(taken).isEqualTo(new Lease(Lease.State.HELD, "second", NEXT, parked.token() + 1, T.plusSeconds(1)));
        assertThat(fenced(taken)).isTrue();
    }

    @Test
    void isTakenOverByOneOnly() {
        Lease first = leases.take(ARN, "first", RUN, T);
        Lease second = leases.takeOver(ARN, first, "second", NEXT, T);

        assertThat(leases.takeOver(ARN, first, "third", NEXT, T)).isEqualTo(second);
    }

    @Test
    void onlyEverRaisesItsToken() {
        long last = 0;
        for (int round = 0; round < 5; round++) {
            Lease held = leases.take(ARN, "holder-" + round, RUN, T);
            assertThat(held.token()).isGreaterThan(last);
            Lease over = leases.takeOver(ARN, held, "heir-" + round, NEXT, T);
            assertThat(over.token()).isGreaterThan(held.token());
            leases.park(ARN, over, T);
            Lease parked = leases.find(ARN).orElseThrow();
            assertThat(parked.token()).isGreaterThan(over.token());
            Lease freed = leases.takeOver(ARN, parked, "reconcile", NEXT, T);
            leases.giveBack(ARN, freed, T);
            last = freed.token();
        }
    }

    @Test
    void fencesTransactionsByTheVeryTokenUnderWhichItIsHeld() {
        Lease first = leases.take(ARN, "first", RUN, T);
        assertThat(fenced(first)).isTrue();

        Lease second = leases.takeOver(ARN, first, "second", NEXT, T);

        assertThat(fenced(first)).isFalse();
        assertThat(fenced(second)).isTrue();
        leases.giveBack(ARN, second, T);
        assertThat(fenced(second)).isFalse();
    }

    private boolean fenced(Lease lease) {
        return store.transact(List.of(Leases.held(ARN, lease.token()))) instanceof TransactionResult.Written;
    }
}
