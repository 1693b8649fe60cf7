package io.hyperpatch.generation;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.run.RunName;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The images that are wanted of one cluster. The number grows with each change of what is wanted, so that an image that is taken
 * back and wanted again later is another request than the first one, and a run for an image that is not wanted any more can be told
 * from one for an image that is.
 *
 * <p>A group that comes, or goes, changes nothing about what is wanted.
 *
 * @param number from 1
 * @param identities the image of each instance group, by what stands for it in the name of a run
 * @param since when this number began
 * @see RunName
 */
public record Generation(long number, SortedMap<String, String> identities, Instant since) {
    public Generation {
        if (number < 1) {
            throw new IllegalArgumentException("generations are counted from 1, and this one is " + number);
        }
        identities = Collections.unmodifiableSortedMap(new TreeMap<>(identities));
        Objects.requireNonNull(since, "since");
    }

    /** The generation before anything was wanted of a cluster. */
    public static Generation first(Map<String, Pin> pins, Instant now) {
        return new Generation(1, identities(pins), now);
    }

    /** The generation once these images are wanted: this one, as long as no group gets another image. */
    public Generation wanting(Map<String, Pin> pins, Instant now) {
        SortedMap<String, String> wanted = identities(pins);
        return changes(wanted) ? new Generation(number + 1, wanted, now) : new Generation(number, wanted, since);
    }

    private static SortedMap<String, String> identities(Map<String, Pin> pins) {
        SortedMap<String, String> identities = new TreeMap<>();
        pins.forEach((group, pin) -> identities.put(group, pin.identity()));
        return identities;
    }

    private boolean changes(Map<String, String> wanted) {
        TreeSet<String> both = new TreeSet<>(identities.keySet());
        both.retainAll(wanted.keySet());
        return both.isEmpty()
                ? !identities.equals(wanted)
                : both.stream().anyMatch(group -> !identities.get(group).equals(wanted.get(group)));
    }

    /** The wanted images in a few words, each once. */
    public String inWords() {
        return identities.values().stream().distinct().collect(Collectors.joining(", "));
    }
}
