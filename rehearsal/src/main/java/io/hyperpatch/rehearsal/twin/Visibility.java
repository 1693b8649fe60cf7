package io.hyperpatch.rehearsal.twin;

import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.time.Instant;

/** When a change becomes visible to reads: at once, unless an accepted call is still settling or reads lag behind. */
final class Visibility {

    private final VirtualClock clock;
    private final Duration lag;
    private Instant settled = Instant.MIN;

    /** @param lag how late every change is shown */
    Visibility(VirtualClock clock, Duration lag) {
        this.clock = clock;
        this.lag = lag;
    }

    /** From now, for so long, reads show nothing new. */
    void settle(Duration duration) {
        Instant until = clock.now().plus(duration);
        settled = until.isAfter(settled) ? until : settled;
    }

    /** Returns when the document's changes are shown. */
    Instant publish(Published document) {
        Instant now = clock.now();
        Instant visible = settled.isAfter(now.plus(lag)) ? settled : now.plus(lag);
        if (!visible.isAfter(now)) {
            document.publish();
        } else if (document.beginWaiting()) {
            clock.at(visible, document::publish);
        }
        return visible;
    }
}
