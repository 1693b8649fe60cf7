package io.hyperpatch.admission;

import io.hyperpatch.image.Image;
import java.util.Objects;
import java.util.Optional;

/** What the policy's tracked thing holds now: the only source of a pin. */
public sealed interface Tracked {

    /**
     * This image.
     *
     * @param image what EC2 shows of it; empty if EC2 does not show it to us, which the validation of the run reports
     */
    record Ami(String imageId, Optional<Image> image) implements Tracked {
        public Ami {
            Objects.requireNonNull(imageId, "imageId");
            Objects.requireNonNull(image, "image");
        }
    }

    /** HyperPod's own latest image, whichever that is. */
    record HyperPodDefault() implements Tracked {}

    /** It is being made; an event will tell when it is there. */
    record NotYet(String reason) implements Tracked {}

    /** It holds no image that could be installed. */
    record Nothing(String reason) implements Tracked {}
}
