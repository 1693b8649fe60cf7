package io.hyperpatch.pcs;

import io.hyperpatch.platform.Capability;
import io.hyperpatch.platform.Control;
import io.hyperpatch.platform.Ownership;
import io.hyperpatch.platform.Platform;
import java.util.Optional;
import java.util.Set;

/**
 * AWS PCS as a platform would have it: compute node groups, client tokens, no events, and the image of each
 * instance from EC2.
 */
final class PcsPlatform implements Platform {
    @Override
    public String key() {
        return "PCS";
    }

    @Override
    public String title() {
        return "PCS";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.OWN_TO_CUSTOM);
    }

    @Override
    public Control control() {
        return Control.GROUP;
    }

    @Override
    public Ownership ownership() {
        return Ownership.CLIENT_TOKEN;
    }

    @Override
    public String pace() {
        return "replaces the instances of a group as their jobs end, without batches, wait intervals or alarms";
    }

    @Override
    public String inFlight() {
        return "While a group is updated, setting its image back is what stops it.";
    }

    @Override
    public Optional<String> passesOver() {
        return Optional.empty();
    }
}
