package io.hyperpatch.rehearsal.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every kind of fault at every kind of call and state of the default run; {@code rehearse --placement singles} plays them all. */
class SingleFaultsTest {
    private static final int THREADS = 2;
    private static final long SEED = 1;

    private final PlacementRun run = PlacementRun.ofDefault();
    private final Recording recording = run.record(List.of());

    @Test
    void everyFaultIsPlacedAtEveryCallAndState() {
        List<Placed> all = SingleFaults.of(recording);

        long mortal = recording.calls().stream().filter(CallSpot::mortal).count();
        int earlier =
                recording.calls().stream().mapToInt(CallSpot::earlierAnswers).sum();
        assertThat(all).hasSize((int) (recording.calls().size() * 5L
                + mortal * 2
                + earlier
                + recording.states().size() * 2L));
        assertThat(all).extracting(Placed::name).doesNotHaveDuplicates();
        assertThat(kinds(all))
                .contains(
                        "StartUpdate sagemaker:UpdateClusterSoftware",
                        "StartUpdate store:transact",
                        "PlanIntent sagemaker:ListClusterNodes",
                        "ArmWire monitoring:PutMetricAlarm",
                        "AdmitTrigger ssm:GetParameter",
                        "ReportOutcome sns:Publish",
                        "LookAtUpdate lambda:Invoke",
                        "patch-fleet states:StartExecution",
                        "patch-cluster ReleaseLease");
        assertThat(earlier).isPositive();
    }

    @Test
    void noneBreaksAnInvariant() {
        List<Placed> share = SingleFaults.share(SingleFaults.of(recording), SEED);
        List<Judged> judged = new ArrayList<>();

        run.playAll(share.stream().map(List::of).toList(), THREADS, judged::add);

        assertThat(kinds(share)).isEqualTo(kinds(SingleFaults.of(recording)));
        assertThat(judged).hasSameSizeAs(share);
        assertThat(judged.stream().filter(each -> !each.struck()).map(Judged::name))
                .as("faults that did not strike")
                .isEmpty();
        assertThat(judged.stream()
                        .filter(each -> !each.result().held())
                        .filter(each -> !ExpectedRed.excuses(each))
                        .map(each -> each.name() + ": " + each.result().broken()))
                .isEmpty();
    }

    @Test
    void aReadingThatGoesBackSpoilsNoReport() {
        List<List<Placed>> readings = SingleFaults.of(recording).stream()
                .filter(placed -> placed.mischief() == Mischief.EARLIER)
                .filter(placed -> placed.kind().equals("ReportOutcome sagemaker:DescribeCluster"))
                .map(List::of)
                .toList();
        List<Judged> judged = new ArrayList<>();

        run.playAll(readings, THREADS, judged::add);

        assertThat(judged).hasSizeGreaterThan(3).allSatisfy(each -> {
            assertThat(each.struck()).isTrue();
            assertThat(each.result().broken()).isEmpty();
            assertThat(each.result().outcomes()).containsExactly("Verified");
        });
    }

    private static Set<String> kinds(List<Placed> placed) {
        return placed.stream().map(Placed::kind).collect(Collectors.toSet());
    }
}
