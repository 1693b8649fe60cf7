package io.hyperpatch.handler;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.reconcile.Reopening;
import io.hyperpatch.reconcile.WireFate;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the wires of this installation that have had their use, whichever run made them; one that a group's configuration names
 * against what was concluded of its intent reopens that intent.
 */
public final class SweepWiresFunction extends JsonFunction<SweepWiresFunction.Input, SweepWiresFunction.Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(SweepWiresFunction.class);

    /** Pages of 100; the next sweep finds the rest. */
    private static final int PAGES = 10;

    private final ClusterReader clusters;
    private final Wires wires;
    private final Intents intents;
    private final Reopening reopening;
    private final Installation installation;
    private final Clock clock;

    /** @param holder the ARN of the reconcile execution */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Input(String holder) {
        public Input {
            Objects.requireNonNull(holder, "holder");
        }
    }

    /** @param reopened the intents that have begun an update after all */
    public record Answer(int swept, List<String> reopened) {}

    public SweepWiresFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.SWEEP_WIRES));
    }

    SweepWiresFunction(Deployed deployed) {
        this(deployed.clusters(), deployed.wires(), deployed.store(), deployed.installation(), deployed.clock());
    }

    public SweepWiresFunction(
            ClusterReader clusters, Wires wires, Store store, Installation installation, Clock clock) {
        super(Input.class);
        this.clusters = Objects.requireNonNull(clusters);
        this.wires = Objects.requireNonNull(wires);
        this.intents = new Intents(store);
        this.reopening = new Reopening(store);
        this.installation = Objects.requireNonNull(installation);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        Map<ClusterArn, Optional<Cluster>> read = new HashMap<>();
        Function<ClusterArn, Optional<Cluster>> readOnce = arn -> read.computeIfAbsent(arn, clusters::find);
        List<String> spent = new ArrayList<>();
        List<String> reopened = new ArrayList<>();
        try {
            Each.of(wires.all(PAGES), wire -> {
                switch (WireFate.of(wire.name(), wire.configuredAt(), installation, intents::find, readOnce, now)) {
                    case WireFate.Spent gone -> spent.add(wire.name());
                    case WireFate.Contradicts late -> {
                        if (reopening.reopen(late.intent(), input.holder(), now)) {
                            reopened.add(late.intent().id().toString());
                        }
                    }
                    case WireFate.Kept kept -> LOG.debug("kept {}: {}", wire.name(), kept.reason());
                }
            });
        } finally {
            wires.delete(spent);
        }
        return new Answer(spent.size(), reopened);
    }
}
