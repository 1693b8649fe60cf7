package io.hyperpatch.reconcile;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Unreported;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StuckTest {
    private static final Instant NOW = CALLED_AT.plus(Duration.ofHours(3));
    private static final RunName OTHER = RunName.of("train-b-ffffffffffff-1");
    private static final ClusterArn ELSEWHERE =
            ClusterArn.of("arn:aws:sagemaker:us-west-2:111122223333:cluster/fff123def456");

    private HolderStatus status = HolderStatus.ENDED;
    private final List<String> asked = new ArrayList<>();
    private final Set<ClusterArn> waiting = new HashSet<>();

    private List<Stuck> find(Map<ClusterArn, Lease> leases, Unreported.Entry... unreported) {
        return Stuck.find(
                leases,
                List.of(unreported),
                waiting,
                execution -> {
                    asked.add(execution);
                    return status;
                },
                NOW);
    }

    private static Lease lease(Lease.State state) {
        return new Lease(state, "holder", RUN, 7, CALLED_AT);
    }

    private static Unreported.Entry owed(RunName run, ClusterArn cluster, Instant since) {
        return new Unreported.Entry(run, cluster, "holder", since);
    }

    @Test
    void findsNothingWhereEveryLeaseIsFreeAndAsksNobody() {
        assertThat(find(Map.of(ARN, lease(Lease.State.FREE)))).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void findsAParkedLease() {
        assertThat(find(Map.of(ARN, lease(Lease.State.PARKED)))).singleElement().satisfies(stuck -> {
            assertThat(stuck.run()).isEqualTo(RUN);
            assertThat(stuck.lease()).isTrue();
        });
    }

    @Test
    void findsALeaseAndAReportOfADeadHolderAsOneThing() {
        assertThat(find(Map.of(ARN, lease(Lease.State.HELD)), owed(RUN, ARN, CALLED_AT)))
                .singleElement()
                .satisfies(stuck -> assertThat(stuck.lease()).isTrue());
        assertThat(asked).containsExactly("holder");
    }

    @Test
    void leavesALivingHolderAlone() {
        status = HolderStatus.RUNNING;

        assertThat(find(Map.of(ARN, lease(Lease.State.HELD)), owed(RUN, ARN, CALLED_AT)))
                .isEmpty();
    }

    @Test
    void waitsADayForAnExecutionThatTheServiceDoesNotKnow() {
        status = HolderStatus.FORGOTTEN;

        assertThat(find(Map.of(ARN, lease(Lease.State.HELD)))).isEmpty();
        assertThat(find(Map.of(ARN, new Lease(Lease.State.HELD, "holder", RUN, 7, NOW.minus(Duration.ofDays(2))))))
                .hasSize(1);
    }

    @Test
    void findsAReportThatNobodySentWhereTheLeaseIsFree() {
        assertThat(find(Map.of(ARN, lease(Lease.State.FREE)), owed(RUN, ARN, CALLED_AT)))
                .singleElement()
                .satisfies(stuck -> assertThat(stuck.lease()).isFalse());
    }

    @Test
    void takesFirstWhatWaitsLongest() {
        List<Stuck> stuck = find(
                Map.of(ARN, lease(Lease.State.PARKED)), owed(OTHER, ELSEWHERE, CALLED_AT.minus(Duration.ofHours(1))));

        assertThat(stuck).extracting(Stuck::run).containsExactly(OTHER, RUN);
    }

    @Test
    void findsAFreeLeaseForWhichARequestWaits() {
        assertThat(find(Map.of(ARN, lease(Lease.State.FREE)))).isEmpty();
        waiting.add(ARN);

        assertThat(find(Map.of(ARN, lease(Lease.State.FREE)))).singleElement().satisfies(stuck -> {
            assertThat(stuck.run()).isEqualTo(RUN);
            assertThat(stuck.lease()).isFalse();
        });
        assertThat(asked).isEmpty();
    }
}
