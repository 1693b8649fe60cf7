package io.hyperpatch.rehearsal.hostile;

import io.hyperpatch.rehearsal.fault.Entries;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.fault.When;
import java.time.Duration;

/** Draws who stops a workflow from outside, where, and whether it is redriven. */
final class ExecutionHazards {
    private ExecutionHazards() {}

    static ExecutionFault draw(Draw draw) {
        String machine = draw.of("patch-cluster", "patch-cluster", "watch-update", "patch-fleet", "reconcile");
        Duration delay = draw.chance(0.5) ? Duration.ZERO : draw.time(Duration.ofSeconds(1), Duration.ofHours(2));
        Entries at = new Entries(machine, "*", When.nth(draw.between(1, 25)), delay);
        return draw.chance(0.7)
                ? new ExecutionFault.Stop(at)
                : new ExecutionFault.StopAndRedrive(at, draw.time(Duration.ofSeconds(10), Duration.ofHours(8)));
    }
}
