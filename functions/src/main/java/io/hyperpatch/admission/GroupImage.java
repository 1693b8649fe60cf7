package io.hyperpatch.admission;

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
     * @param pin what the start call asks for: an image id, a release version, or {@code default}
     * @param identity what stands for it in the name of a run: the same as long as the same image is meant
     * @param age empty if EC2 does not show the image, which the validation of the run reports
     */
    record Pinned(String pin, String identity, Optional<ImageAge> age, String reason) implements GroupImage {
        public Pinned {
            Objects.requireNonNull(pin, "pin");
            Objects.requireNonNull(identity, "identity");
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

    /** The image of this id, whichever group it is for. */
    static Pinned of(String imageId, Optional<Image> image, String reason) {
        return new Pinned(imageId, imageId, image.map(ImageAge::of), reason);
    }
}
