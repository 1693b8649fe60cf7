package io.hyperpatch.intent;

import io.hyperpatch.run.RunName;
import java.util.Objects;

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

    @Override
    public String toString() {
        return run + "/s" + step + "i" + number;
    }
}
