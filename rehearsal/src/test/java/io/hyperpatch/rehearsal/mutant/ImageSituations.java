package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.admission.VersionWatch;
import io.hyperpatch.image.MinimumAge;
import java.util.List;

/** The rules that an image must keep before a cluster is given it. */
final class ImageSituations {
    private static final String FORBIDDEN = "no-start-call-that-the-policy-forbids";

    static final List<Situation> ALL = List.of(
            of(
                    "exists",
                    "an image that EC2 does not show is not installed",
                    "PinRules",
                    "exists",
                    "image-refused-exists"),
            of(
                    "available",
                    "an image that is not available is not installed",
                    "StandingRules",
                    "available",
                    "image-refused-available"),
            of(
                    "not-deprecated",
                    "a deprecated image is installed only where the policy allows that",
                    "StandingRules",
                    "notDeprecated",
                    "image-refused-not-deprecated"),
            of(
                    "root-device",
                    "no group gets an image without a root volume",
                    "FitRules",
                    "rootDevice",
                    "image-refused-root-device"),
            of(
                    "virtualization",
                    "no group gets an image that its instances cannot start",
                    "FitRules",
                    "virtualization",
                    "image-refused-virtualization"),
            of(
                    "architecture",
                    "no group gets an image for another processor",
                    "FitRules",
                    "architecture",
                    "image-refused-architecture"),
            of(
                    "owner-allowed",
                    "no group gets an image of somebody whom the policy does not name",
                    "OwnerRules",
                    "allowed",
                    "image-of-amazon"),
            of(
                    "own-account",
                    "no group gets a custom AMI of another account, which HyperPod would not take",
                    "OwnerRules",
                    "ownAccount",
                    "image-refused-own-account"),
            of(
                    "primary-snapshot-only",
                    "no group gets a custom AMI with further volumes",
                    "CustomImageRules",
                    "primarySnapshotOnly",
                    "image-refused-primary-snapshot-only"),
            of(
                    "not-encrypted",
                    "no group gets an encrypted custom AMI",
                    "CustomImageRules",
                    "notEncrypted",
                    "image-refused-not-encrypted"),
            of(
                    "custom-on-slurm",
                    "no group of Slurm goes from HyperPod's image to a custom AMI",
                    "CustomImageRules",
                    "overOwnImage",
                    "image-refused-custom-on-slurm"),
            new Situation(
                    "the minimum age of an image",
                    "an image is installed only once it is as old as the policy wants",
                    new Redefined(MinimumAge.class, Instead.oldEnough(), "since"),
                    "image-too-young",
                    FORBIDDEN),
            new Situation(
                    "the newest image: UpToDate only after five readings",
                    "a group that wants an update is not called current because one reading was wrong",
                    new Redefined(VersionWatch.class, Instead.no(), "upToDate"),
                    "up-to-date-by-a-flap",
                    "the-reported-outcome-is-the-truth"));

    private ImageSituations() {}

    private static Situation of(String rule, String protects, String type, String method, String scenario) {
        return new Situation(
                "image: " + rule,
                protects,
                new Redefined("io.hyperpatch.image." + type, Instead.kept(), method),
                scenario,
                FORBIDDEN);
    }
}
