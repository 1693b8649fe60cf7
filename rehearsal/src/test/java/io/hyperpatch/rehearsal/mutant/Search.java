package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.rehearsal.hostile.Campaign;
import io.hyperpatch.rehearsal.hostile.CampaignResult;
import io.hyperpatch.rehearsal.hostile.SeedRange;
import io.hyperpatch.rehearsal.hostile.SeedResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for the first seed that catches each mutant, and counts how many of the first 200 do. */
final class Search {
    static final int COUNTED = 200;
    static final int MOST = 2_000;
    private static final int AT_ONCE = 200;

    private final Catch catching = new Catch();
    private final int threads = Runtime.getRuntime().availableProcessors();

    MutantRow row(Safeguard safeguard) {
        Optional<MutantRow.Caught> first = Optional.empty();
        int counted = 0;
        for (long from = 1; from <= MOST && (from <= COUNTED || first.isEmpty()); from += AT_ONCE) {
            List<MutantRow.Caught> caught = caught(safeguard, new SeedRange(from, from + AT_ONCE - 1));
            first = first.or(() -> caught.stream().findFirst());
            counted += from <= COUNTED ? caught.size() : 0;
        }
        return new MutantRow(safeguard, first, counted);
    }

    private List<MutantRow.Caught> caught(Safeguard safeguard, SeedRange range) {
        CampaignResult result =
                safeguard.without(() -> new Campaign(catching.seeds(), threads).play(range, each -> {}));
        return result.broken().stream().flatMap(this::caught).toList();
    }

    private Stream<MutantRow.Caught> caught(SeedResult broken) {
        return catching.because(broken).stream()
                .limit(1)
                .map(invariant -> new MutantRow.Caught(broken.plan().seed(), invariant));
    }
}
