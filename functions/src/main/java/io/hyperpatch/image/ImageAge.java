package io.hyperpatch.image;

import java.time.Instant;
import java.util.Objects;

/** How old an image is, as far as anything tells. */
public sealed interface ImageAge {

    /**
     * It has been out since then, at least.
     *
     * @param image its id or release version
     * @param how in words: "was created at", "was first seen at"
     */
    record Since(String image, Instant time, String how) implements ImageAge {
        public Since {
            Objects.requireNonNull(image, "image");
            Objects.requireNonNull(time, "time");
            Objects.requireNonNull(how, "how");
        }
    }

    /** EC2 shows the image, and no creation date. */
    record NotShown(String image) implements ImageAge {}

    /** Nobody can tell, neither now nor later. */
    record NotKnowable(String reason) implements ImageAge {}

    /** It is what runs already: nothing is installed. */
    record Installed() implements ImageAge {}

    static ImageAge of(Image image) {
        return image.creationDate()
                .<ImageAge>map(created -> new Since(image.id(), created, "was created at"))
                .orElseGet(() -> new NotShown(image.id()));
    }
}
