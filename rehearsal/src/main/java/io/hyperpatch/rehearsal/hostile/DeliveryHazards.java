package io.hyperpatch.rehearsal.hostile;

import io.hyperpatch.rehearsal.fault.Deliveries;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.When;
import java.time.Duration;

/** Draws what goes wrong with the delivery of events. */
final class DeliveryHazards {
    private static final Duration CEASES = Duration.ofHours(20);

    private DeliveryHazards() {}

    static DeliveryFault draw(Draw draw) {
        Deliveries at = at(draw);
        return switch (draw.between(0, 3)) {
            case 0 -> new DeliveryFault.Late(at, draw.time(Duration.ofSeconds(2), Duration.ofHours(3)));
            case 1 -> new DeliveryFault.Twice(at, draw.time(Duration.ofSeconds(1), Duration.ofHours(6)));
            case 2 -> new DeliveryFault.OutOfOrder(at, draw.time(Duration.ofSeconds(2), Duration.ofHours(1)));
            default -> new DeliveryFault.Lost(at);
        };
    }

    private static Deliveries at(Draw draw) {
        double probability = draw.chance(0.4) ? 1 : draw.fraction(0.1, 0.9);
        String source = draw.of("aws.sagemaker", "aws.sagemaker", "aws.states", "aws.scheduler", "*");
        return new Deliveries(source, "*", "*", new When(null, null, probability, null, CEASES));
    }
}
