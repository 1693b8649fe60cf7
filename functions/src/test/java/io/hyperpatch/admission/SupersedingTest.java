package io.hyperpatch.admission;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.generation.Generation;
import io.hyperpatch.generation.Generations;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SupersedingTest {
    private static final Generation FIRST = Generation.first(Map.of("gpu", Pin.of("ami-0aaaaaaaaaaaaaaaa")), CALLED_AT);
    private static final Generation SECOND = FIRST.wanting(Map.of("gpu", Pin.of("ami-0bbbbbbbbbbbbbbbb")), CALLED_AT);
    private static final Optional<RunRequest> REQUEST =
            Optional.of(RequestFixture.of(RUN, Map.of("gpu", Pin.of("ami-0aaaaaaaaaaaaaaaa"))));

    private final InMemoryStore store = new InMemoryStore();
    private final Generations generations = new Generations(store);
    private final Superseding superseding = new Superseding(store);

    private Optional<Run> run() {
        return new Runs(store).find(ARN, RUN);
    }

    SupersedingTest() {
        new Runs(store).begin(REQUEST.orElseThrow().planned(CALLED_AT));
        generations.advance(ARN, Optional.empty(), FIRST);
    }

    @Test
    void leavesARunAloneWhoseImageIsWanted() {
        assertThat(superseding.of(ARN, REQUEST, run())).isEmpty();
        assertThat(Superseding.condition(ARN, REQUEST, run())).containsExactly(Generations.isStill(ARN, 1));
    }

    @Test
    void namesWhatIsWantedInstead() {
        generations.advance(ARN, Optional.of(FIRST), SECOND);

        assertThat(superseding.of(ARN, REQUEST, run()))
                .hasValueSatisfying(reason ->
                        assertThat(reason).contains("ami-0bbbbbbbbbbbbbbbb").contains("nothing was begun"));
    }

    @Test
    void letsARunFinishThatHasBegun() {
        generations.advance(ARN, Optional.of(FIRST), SECOND);
        store.write(new Write.Update(Runs.key(ARN, RUN), List.of(Change.set("called", true)), Condition.exists()));

        assertThat(superseding.of(ARN, REQUEST, run())).isEmpty();
        assertThat(Superseding.condition(ARN, REQUEST, run())).isEmpty();
    }

    @Test
    void asksNothingOfARunThatWasAdmittedBeforeGenerationsWereCounted() {
        generations.advance(ARN, Optional.of(FIRST), SECOND);

        assertThat(superseding.of(ARN, Optional.empty(), run())).isEmpty();
        assertThat(Superseding.condition(ARN, Optional.empty(), run())).isEmpty();
    }
}
