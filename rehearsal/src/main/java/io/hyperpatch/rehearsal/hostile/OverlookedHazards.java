package io.hyperpatch.rehearsal.hostile;

import io.hyperpatch.handler.ProductFunction;
import io.hyperpatch.rehearsal.fault.Calls;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.Moment;
import io.hyperpatch.rehearsal.fault.When;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws what goes wrong with the functions and the calls at which {@link CallHazards} does not aim: the list of what there is to aim at
 * comes from the product, so that none is forgotten.
 *
 * <p>Drawn from a stream of their own: what a seed drew before these were known, it draws still.
 */
final class OverlookedHazards {
    private static final long STREAM = 0x0E4_100CEDL;
    private static final Duration LATEST = Duration.ofHours(20);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final int MOST_CALLS = 6;

    private static final List<String> FUNCTIONS = Arrays.stream(ProductFunction.values())
            .map(ProductFunction::title)
            .filter(title -> !CallHazards.aimsAtFunction(title))
            .toList();
    private static final List<String> ACTIONS = Arrays.stream(ProductFunction.values())
            .map(ProductFunction::title)
            .flatMap(title -> io.hyperpatch.role.Calls.of(title).stream())
            .map(OverlookedHazards::asCalled)
            .distinct()
            .filter(action -> !CallHazards.aimsAtAction(action))
            .sorted()
            .toList();

    private OverlookedHazards() {}

    static List<Hazard> draw(long seed) {
        Draw draw = new Draw(seed ^ STREAM);
        return draw.chance(0.2) ? List.of(new Hazard.OfCall(fault(draw))) : List.of();
    }

    /** Every function and every action that some hazard here aims at. */
    static Stream<String> aims() {
        return Stream.concat(FUNCTIONS.stream(), ACTIONS.stream());
    }

    private static Fault fault(Draw draw) {
        Moment moment = draw.of(Moment.BEFORE, Moment.AFTER);
        if (draw.chance(0.5)) {
            Calls action = new Calls("*", draw.of(ACTIONS), when(draw));
            return switch (draw.between(0, 3)) {
                case 0 -> new Fault.Throttle(action);
                case 1 -> new Fault.ServerError(action, 500, moment);
                case 2 -> new Fault.LoseAnswer(action, moment);
                default -> new Fault.DelayAnswer(action, delay(draw));
            };
        }
        String function = draw.of(FUNCTIONS);
        Calls invocation = new Calls(function, "lambda:Invoke", when(draw));
        Calls inside = new Calls(function, draw.of("*", "store:*"), when(draw));
        return switch (draw.between(0, 5)) {
            case 0 -> new Fault.Throttle(inside);
            case 1 -> new Fault.LoseAnswer(inside, moment);
            case 2 -> new Fault.KillFunction(inside, moment);
            case 3 -> new Fault.TimeOutFunction(inside, moment);
            case 4 -> new Fault.DelayAnswer(invocation, delay(draw));
            default -> new Fault.InvokeTwice(invocation, delay(draw));
        };
    }

    private static Duration delay(Draw draw) {
        return draw.time(Duration.ofSeconds(1), Duration.ofMinutes(3));
    }

    private static When when(Draw draw) {
        if (draw.chance(0.5)) {
            return new When(draw.between(1, MOST_CALLS), null, null, null, LATEST.plus(LONGEST));
        }
        Duration from = draw.chance(0.5) ? Duration.ZERO : draw.time(Duration.ofSeconds(10), LATEST);
        return new When(null, null, draw.of(0.3, 1.0), from, from.plus(draw.time(Duration.ofMinutes(1), LONGEST)));
    }

    /** IAM's name of CloudWatch is not that of its endpoint. */
    private static String asCalled(String action) {
        return action.replaceFirst("^cloudwatch:", "monitoring:");
    }
}
