package io.hyperpatch.image;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a policy says about images, as far as they are validated for a cluster.
 *
 * @param owners whose images may be installed: {@code self} (the cluster's account), {@code amazon}, account ids
 * @param allowDeprecated whether an image past its deprecation may still be installed
 */
public record ImageTerms(Set<String> owners, boolean allowDeprecated) {
    public static final String SELF = "self";

    public ImageTerms {
        // In order: the input of a run must be the same text on each machine.
        owners = Collections.unmodifiableSet(new TreeSet<>(owners));
    }
}
