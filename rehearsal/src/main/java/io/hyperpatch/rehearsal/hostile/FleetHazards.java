package io.hyperpatch.rehearsal.hostile;

import io.hyperpatch.rehearsal.setting.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws fleets of two to four clusters that are all to be patched, and announcements that come one upon the other.
 *
 * <p>They come from a stream of random numbers of their own, so that the other draws of a seed are those that they were without them.
 */
final class FleetHazards {
    /** Sets this stream apart from the one out of which the rest of a plan is drawn. */
    private static final long STREAM = 0x464c454554L;

    private static final double SHARE = 0.05;
    private static final int MOST_MORE = 3;
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration MEANWHILE = Duration.ofHours(10);

    private FleetHazards() {}

    /** None for most seeds. */
    static List<Hazard> of(long seed, Setting setting) {
        Draw draw = new Draw(seed ^ STREAM);
        if (!draw.chance(SHARE) || !setting.neighbours().isEmpty()) {
            return List.of();
        }
        List<Hazard> hazards = new ArrayList<>();
        hazards.add(new Hazard.OfAlike(draw.between(1, MOST_MORE)));
        int announcements = draw.between(0, 2);
        for (int i = 0; i < announcements; i++) {
            Duration latest = draw.chance(0.5) ? AT_ONCE : MEANWHILE;
            hazards.add(TriggerHazards.again(draw, setting, draw.time(Duration.ofSeconds(1), latest)));
        }
        return hazards;
    }
}
