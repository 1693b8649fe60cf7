package io.hyperpatch.harm;

import io.hyperpatch.cluster.Pin;
import java.util.Optional;

/** The name that tells a pin's image from every other: its id or its release version. */
final class ImageName {
    private ImageName() {}

    /** Empty for {@code default}, unless an image is known to stand for it: a time that stands there names none. */
    static Optional<String> of(Pin pin) {
        return switch (pin) {
            case Pin.Exact exact -> Optional.of(exact.text());
            case Pin.Release release -> Optional.of(release.text());
            case Pin.Newest newest -> newest.resolvedTo().filter(ImageName::isOne);
        };
    }

    private static boolean isOne(String text) {
        return Pin.Exact.find(text).isPresent() || Pin.Release.find(text).isPresent();
    }
}
