package io.hyperpatch.admission;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.image.Image;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the policy's tracked thing holds now: the only source of a pin. */
public sealed interface Tracked {

    /**
     * This image.
     *
     * @param image what EC2 shows of it; empty if EC2 does not show it to us, which the validation of the run reports
     */
    record Ami(Pin.Exact pin, Optional<Image> image) implements Tracked {
        public Ami {
            Objects.requireNonNull(pin, "pin");
            Objects.requireNonNull(image, "image");
        }
    }

    /** HyperPod's own newest image: which one that is, each group tells by what it shows. */
    record HyperPodLatest() implements Tracked {}

    /**
     * One thing for the groups of each architecture.
     *
     * @param byName by the architecture's name in EC2; none of them is a map itself
     * @param pointer where in the policy it stands, for remedies
     */
    record ByArchitecture(SortedMap<String, Tracked> byName, String pointer) implements Tracked {
        public ByArchitecture {
            byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
            Objects.requireNonNull(pointer, "pointer");
        }
    }

    /** It is being made; an event will tell when it is there. */
    record NotYet(String reason) implements Tracked {}

    /** It holds no image that could be installed. */
    record Nothing(String reason) implements Tracked {}

    /** The single things: itself, or those of each architecture. */
    default List<Tracked> parts() {
        return this instanceof ByArchitecture map ? List.copyOf(map.byName().values()) : List.of(this);
    }

    /** The same image for every group of every cluster, so that nothing needs to be asked of single groups. */
    default boolean sameForAll() {
        return this instanceof Ami;
    }
}
