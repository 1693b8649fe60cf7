package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.rehearsal.fault.Calls;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.Tear;
import io.hyperpatch.rehearsal.fault.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws what is wrong with the readings of a cluster while nothing fails: pages that are torn, and a service that answers only so many calls
 * a second.
 *
 * <p>Drawn from a stream of their own: what a seed drew before these were known, it draws still.
 */
final class ReadingHazards {
    private static final long STREAM = 0x5EAD_1465L;
    private static final Duration LATEST = Duration.ofHours(12);
    private static final Duration LONGEST = Duration.ofHours(8);

    private ReadingHazards() {}

    static List<Hazard> draw(long seed) {
        Draw draw = new Draw(seed ^ STREAM);
        List<Hazard> hazards = new ArrayList<>();
        if (draw.chance(0.15)) {
            hazards.add(new Hazard.OfCall(torn(draw)));
        }
        if (draw.chance(0.12)) {
            int callsPerSecond = draw.between(1, 20);
            hazards.add(new Hazard.OfUnknown("callsPerSecond", JsonNodeFactory.instance.numberNode(callsPerSecond)));
        }
        return hazards;
    }

    private static Fault torn(Draw draw) {
        Duration from = draw.chance(0.5) ? Duration.ZERO : draw.time(Duration.ofSeconds(10), LATEST);
        Duration to = from.plus(draw.time(Duration.ofMinutes(1), LONGEST));
        When when = new When(null, null, draw.of(0.2, 0.5, 1.0), from, to);
        return new Fault.TearPage(
                Calls.of("sagemaker:ListClusterNodes", when),
                draw.of(Tear.LACKS, Tear.REPEATS, Tear.LACKS_AND_REPEATS));
    }
}
