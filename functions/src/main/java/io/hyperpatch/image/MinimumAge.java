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

    /** Its age cannot be told; another time would not help. */
    public record AgeUnknown(String reason) implements Decision {}

    private MinimumAge() {}

    public static Decision decide(Image image, Duration minimumAge, Instant now) {
        return decide(ImageAge.of(image), minimumAge, now);
    }

    /** An image that is exactly as old as the policy wants is old enough. */
    public static Decision decide(ImageAge age, Duration minimumAge, Instant now) {
        if (!minimumAge.isPositive()) {
            return new OldEnough("the policy sets no minimum age");
        }
        return switch (age) {
            case ImageAge.Installed installed -> new OldEnough("the image runs already");
            case ImageAge.NotKnowable nobody ->
                new AgeUnknown(nobody.reason() + ", so nothing tells whether it is older than " + minimumAge
                        + "; remove /image/minimumAge from the policy, or, on EKS, track an image whose age is known: one"
                        + " by its id, by a parameter, or by its name");
            case ImageAge.NotShown image ->
                new AgeUnknown(
                        image.image()
                                + " shows no creation date, so nothing tells whether it is older than " + minimumAge
                                + "; let image.track lead to an image that shows one, or remove image.minimumAge from the policy");
            case ImageAge.Since since -> since(since, minimumAge, now);
        };
    }

    private static Decision since(ImageAge.Since since, Duration minimumAge, Instant now) {
        Instant until = since.time().plus(minimumAge);
        String known = since.image() + " " + since.how() + " " + since.time();
        return now.isBefore(until)
                ? new TooYoung(
                        until,
                        known + " and is younger than the policy's minimum age of " + minimumAge
                                + "; it is old enough from " + until + " on")
                : new OldEnough(known + ", longer ago than " + minimumAge);
    }
}
