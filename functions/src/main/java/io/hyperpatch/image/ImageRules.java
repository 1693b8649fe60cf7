package io.hyperpatch.image;

import java.util.List;

/**
 * The rules that every image must keep before a cluster is given it: this list is the policy, in the order
 * of reports.
 *
 * <p>The minimum age is not among them: an image that is too young is not refused but deferred, see {@link
 * MinimumAge}.
 */
public final class ImageRules {
    public static final List<ImageRule> ALL = List.of(
            new ImageRule("group-known", PinRules::groupKnown),
            new ImageRule("image-given", PinRules::imageGiven),
            new ImageRule("well-formed", PinRules::wellFormed),
            new ImageRule("exists", PinRules::exists),
            ImageRule.ofImage("available", StandingRules::available),
            ImageRule.ofImage("not-deprecated", StandingRules::notDeprecated),
            ImageRule.ofImage("root-device", FitRules::rootDevice),
            ImageRule.ofImage("virtualization", FitRules::virtualization),
            ImageRule.ofImage("architecture", FitRules::architecture),
            new ImageRule("owner-allowed", OwnerRules::allowed),
            ImageRule.ofCustomImage("own-account", OwnerRules::ownAccount),
            ImageRule.ofCustomImage("primary-snapshot-only", CustomImageRules::primarySnapshotOnly),
            ImageRule.ofCustomImage("not-encrypted", CustomImageRules::notEncrypted),
            ImageRule.ofCustomImage("custom-on-slurm", CustomImageRules::overOwnImage));

    private ImageRules() {}
}
