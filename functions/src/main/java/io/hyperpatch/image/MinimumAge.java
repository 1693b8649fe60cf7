package io.hyperpatch.image;

import java.time.Duration;
import java.time.Instant;

/** Whether an image has been out long enough for the policy; the one rule that time alone mends. */
public final class MinimumAge {
    /** What the age of an image means for a run. */
    public sealed interface Decision permits OldEnough, TooYoung, AgeUnknown {
        String reason();
    }

    public record OldEnough(String reason) implements Decision {}

    /** @param until from when on the image is old enough */
    public record TooYoung(Instant until, String reason) implements Decision {}

    /** EC2 shows no creation date, so that its age cannot be told; another time would not help. */
    public record AgeUnknown(String reason) implements Decision {}

    private MinimumAge() {}

    /** An image that is exactly as old as the policy wants is old enough. */
    public static Decision decide(Image image, Duration minimumAge, Instant now) {
        if (!minimumAge.isPositive()) {
            return new OldEnough("the policy sets no minimum age");
        }
        if (image.creationDate().isEmpty()) {
            return new AgeUnknown(image.id() + " shows no creation date, so nothing tells whether it is older than "
                    + minimumAge + "; name an image that shows one, or remove image.minimumAge from the policy");
        }
        Instant created = image.creationDate().get();
        Instant until = created.plus(minimumAge);
        return now.isBefore(until)
                ? new TooYoung(
                        until,
                        image.id() + " was created at " + created + " and is younger than the policy's minimum age of "
                                + minimumAge + "; it is old enough from " + until + " on")
                : new OldEnough(image.id() + " was created at " + created + ", longer ago than " + minimumAge);
    }
}
