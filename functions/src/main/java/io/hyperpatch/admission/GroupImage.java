package io.hyperpatch.admission;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.image.Image;
import io.hyperpatch.image.ImageAge;
import java.util.Objects;
import java.util.Optional;

/** The image that one instance group is to get. */
public sealed interface GroupImage {

    String reason();

    /**
     * This one.
     *
     * @param age empty if EC2 does not show the image, which the validation of the run reports
     */
    record Pinned(Pin pin, Optional<ImageAge> age, String reason) implements GroupImage {
        public Pinned {
            Objects.requireNonNull(pin, "pin");
            Objects.requireNonNull(age, "age");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** None: what the policy tracks holds nothing for it. */
    record Unfit(String reason) implements GroupImage {
        public Unfit {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** This image, whichever group it is for. */
    static Pinned of(Pin.Exact pin, Optional<Image> image, String reason) {
        return new Pinned(pin, image.map(ImageAge::of), reason);
    }
}
