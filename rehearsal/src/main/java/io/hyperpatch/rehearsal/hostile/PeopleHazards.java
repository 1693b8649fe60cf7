package io.hyperpatch.rehearsal.hostile;

import io.hyperpatch.rehearsal.scenario.Cast.Act;
import io.hyperpatch.rehearsal.scenario.Cast.Moment;
import io.hyperpatch.rehearsal.scenario.Cast.StagedAct;
import java.time.Duration;
import java.util.Optional;

/** Draws when people stop everything, and when they let it go on. */
final class PeopleHazards {
    private static final Duration LATEST = Duration.ofHours(12);

    private PeopleHazards() {}

    static Hazard draw(Draw draw) {
        Act act = draw.chance(0.7) ? Act.PAUSE : Act.RESUME;
        Optional<Duration> after = Optional.of(draw.time(Duration.ofSeconds(1), LATEST));
        Moment when = draw.chance(0.5) ? new Moment(after, Optional.empty()) : new Moment(Optional.empty(), after);
        return new Hazard.OfPeople(new StagedAct(act, when, "a doubt about the image"));
    }
}
