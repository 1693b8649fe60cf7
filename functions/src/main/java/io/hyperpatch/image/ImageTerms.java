package io.hyperpatch.image;

import java.util.Set;

/**
 * What a policy says about images, as far as they are validated for a cluster.
 *
 * @param owners whose images may be installed: {@code self} (the cluster's account), {@code amazon}, account ids
 * @param allowDeprecated whether an image past its deprecation may still be installed
 */
public record ImageTerms(Set<String> owners, boolean allowDeprecated) {
    public static final String SELF = "self";

    public ImageTerms {
        owners = Set.copyOf(owners);
    }
}
