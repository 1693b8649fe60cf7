package io.hyperpatch.intent;

import io.hyperpatch.run.RunName;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which start call of which run.
 *
 * @param step from 1
 * @param number from 1: a step gets another intent only after it is proved that nothing began
 */
public record IntentId(RunName run, int step, int number) {
    public IntentId {
        Objects.requireNonNull(run, "run");
        if (step < 1 || number < 1) {
            throw new IllegalArgumentException("steps and intents count from 1, got " + step + " and " + number);
        }
    }

    /** What the name of every wire begins with. */
    public static final String WIRES = "hyperpatch-";

    private static final Pattern WIRE = Pattern.compile(WIRES + "(.+)-s([1-9][0-9]{0,5})-i([1-9][0-9]{0,5})");

    /** Whose wire an alarm of this name is; empty if it cannot be one of ours. */
    public static Optional<IntentId> ofWire(String alarm) {
        Matcher parts = WIRE.matcher(alarm);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IntentId(
                    RunName.of(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3))));
        } catch (IllegalArgumentException noRun) {
            return Optional.empty();
        }
    }

    /** The name of the intent's own alarm: used once, so that an update that lists it can only be this intent's. */
    public String wire() {
        return WIRES + run + "-s" + step + "-i" + number;
    }

    @Override
    public String toString() {
        return run + "/s" + step + "i" + number;
    }
}
