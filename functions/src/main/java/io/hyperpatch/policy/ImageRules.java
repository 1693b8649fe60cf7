package io.hyperpatch.policy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Which image the clusters run, and what it must satisfy.
 *
 * @param owners who may own it: {@code self}, {@code amazon} or 12-digit account ids
 * @param minimumAge how old it must be; zero by default
 * @param allowDeprecated whether an image past its deprecation time may be used
 */
public record ImageRules(ImageTrack track, List<String> owners, Duration minimumAge, boolean allowDeprecated) {

    public ImageRules {
        Objects.requireNonNull(track, "track");
        owners = List.copyOf(owners);
        Objects.requireNonNull(minimumAge, "minimumAge");
    }
}
