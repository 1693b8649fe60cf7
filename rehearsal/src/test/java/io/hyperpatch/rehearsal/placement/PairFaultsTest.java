package io.hyperpatch.rehearsal.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two faults around one start: a share of what {@code rehearse --placement pairs} plays, each kind of fault after each other kind. */
class PairFaultsTest {
    private static final int THREADS = 2;
    private static final long SEED = 1;
    private static final String START = "StartUpdate sagemaker:UpdateClusterSoftware";

    private final PlacementRun run = PlacementRun.ofDefault();
    private final PairFaults pairs = new PairFaults(run);
    private final List<Placed> firsts = pairs.firsts();

    @Test
    void theSecondIsPlacedWhereTheRunWithTheFirstOneGoes() {
        Placed unheard = firsts.stream()
                .filter(first -> first.kind().equals(START) && first.mischief() == Mischief.LOST_BEFORE)
                .findFirst()
                .orElseThrow();

        List<List<Placed>> after = pairs.after(unheard).toList();

        assertThat(firsts).allMatch(first -> first.where().matches("(PlanIntent|ArmWire|StartUpdate) .*"));
        assertThat(after).allMatch(pair -> pair.getFirst().equals(unheard));
        assertThat(after.stream().map(pair -> pair.getLast().where()))
                .as("the call that is made once nothing had begun")
                .contains(START + " 2")
                .doesNotContain(START + " 1");
    }

    @Test
    void noneBreaksAnInvariant() {
        List<Judged> judged = new ArrayList<>();

        run.playAll(share(), THREADS, judged::add);

        assertThat(judged).hasSizeGreaterThan(40);
        assertThat(judged.stream().filter(Judged::struck).count()).isGreaterThan(judged.size() / 2L);
        assertThat(judged.stream()
                        .filter(each -> !each.result().held() && !ExpectedRed.excuses(each))
                        .map(each -> each.name() + ": " + each.result().broken()))
                .isEmpty();
    }

    /** One first fault of each kind, and after it one of each kind. */
    private List<List<Placed>> share() {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<Mischief, List<Placed>> kinds = new LinkedHashMap<>();
        firsts.forEach(first -> kinds.computeIfAbsent(first.mischief(), kind -> new ArrayList<>())
                .add(first));
        List<List<Placed>> share = new ArrayList<>();
        kinds.values().forEach(kind -> {
            Placed first = kind.get(random.nextInt(kind.size()));
            List<Placed> seconds = pairs.after(first).map(List::getLast).toList();
            SingleFaults.share(seconds, random.nextLong()).stream()
                    .collect(
                            LinkedHashMap<Mischief, Placed>::new,
                            (one, second) -> one.putIfAbsent(second.mischief(), second),
                            Map::putAll)
                    .values()
                    .forEach(second -> share.add(List.of(first, second)));
        });
        return share;
    }
}
