package io.hyperpatch.rehearsal.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.run.Rehearsal;
import io.hyperpatch.rehearsal.scenario.Cast;
import io.hyperpatch.rehearsal.scenario.Names;
import io.hyperpatch.rehearsal.scenario.Scenario;
import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A mutated scenario is refused by name, or is cast as before but for the part in which the mutated member stands; and what
 * is cast can be set up.
 */
class MalformedScenariosTest {

    /** Which member of a scenario makes which part of its cast. */
    private static final Map<String, Function<Cast, Object>> PARTS = Map.of(
            "/images", Cast::images,
            "/alarms", Cast::alarms,
            "/parameters", Cast::parameters,
            "/faults", Cast::faults,
            "/delivery", Cast::delivery,
            "/triggers", Cast::triggers,
            "/expect", Cast::expect);

    private static final ScenarioReader READER = new ScenarioReader();

    @Provide
    Arbitrary<Mutant> scenarios() {
        return Mutants.of(Sample.scenarios());
    }

    @Property(tries = 2000, seed = "1")
    void areRefusedByNameOrCastTheSame(@ForAll("scenarios") Mutant mutant) throws Exception {
        Optional<Scenario> scenario = Refusal.orElse(mutant, () -> READER.read(mutant.fileName(), mutant.bytes()));
        if (scenario.isEmpty()) {
            return;
        }
        Cast original =
                READER.read(mutant.sample().name(), mutant.sample().bytes()).cast(Names.SAMPLE);
        Cast cast = scenario.get().cast(Names.SAMPLE);
        if (!mutant.ofTheText()) {
            PARTS.forEach((member, part) -> assertThat(
                            mutant.concerns(member) || part.apply(cast).equals(part.apply(original)))
                    .as(member)
                    .isTrue());
            assertThat(cast.twin().equals(original.twin())
                            || mutant.concerns("/twin")
                            || mutant.concerns("/happenings"))
                    .isTrue();
        } else if (!mutant.isCutOff()) {
            assertThat(cast).isEqualTo(original);
        }
        Optional<Setting> setting = Refusal.orElse(mutant, () -> new Preparation(Given.of(scenario.get())).setting());
        if (setting.isPresent()) {
            new Rehearsal(setting.get(), 1).close();
        }
    }
}
