package io.hyperpatch.proof.aws;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.UnreadableAnswer;
import io.hyperpatch.proof.KeptReads;
import io.hyperpatch.proof.NodeReads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;

/**
 * Reads the nodes of a cluster one by one, for as long as an invocation has time, and keeps what it read
 * for the next one.
 *
 * <p>Five thousand nodes at two calls a second take the better part of an hour, and no function may run
 * that long.
 */
public final class ResumableReads implements NodeReads {
    /**
     * From the beginning of an invocation: two thirds of the time-out of the functions that read nodes. The
     * rest is for judging, and for a call that comes late.
     */
    public static final Duration TIME = Duration.ofMinutes(10);

    private final ClusterReader clusters;
    private final ClusterArn cluster;
    private final KeptReads kept;
    private final Clock clock;
    private final Instant until;
    private boolean asked;
    private boolean unfinished;

    /** @param begun when the invocation began to read */
    public ResumableReads(ClusterReader clusters, ClusterArn cluster, KeptReads kept, Clock clock, Instant begun) {
        this.clusters = Objects.requireNonNull(clusters);
        this.cluster = Objects.requireNonNull(cluster);
        this.kept = Objects.requireNonNull(kept);
        this.clock = Objects.requireNonNull(clock);
        this.until = begun.plus(TIME);
    }

    @Override
    public Readings of(Collection<Node> nodes) {
        Reading reading = new Reading();
        try {
            nodes.forEach(reading::read);
            return reading.result();
        } finally {
            reading.keepWhatIsUnfinished();
        }
    }

    /**
     * Forgets what was kept once every node is read and nothing is proved all the same: some record was
     * late, and it is not known which.
     */
    public void startOver() {
        if (asked && !unfinished) {
            kept.forget(clock.instant());
        }
    }

    private final class Reading {
        private final Map<String, Node> read = new HashMap<>();
        private final Set<String> gone = new HashSet<>();
        private final Set<String> unreadable = new HashSet<>();
        private final Map<Node, Node> page = new LinkedHashMap<>();
        private int outstanding;
        private boolean over;
        private boolean ended;

        void read(Node listed) {
            Optional<Node> known = kept.find(listed);
            if (known.isPresent()) {
                read.put(listed.instanceId(), known.get());
                return;
            }
            over = over || clock.instant().isAfter(until);
            if (over) {
                outstanding++;
                return;
            }
            try {
                clusters.node(cluster, listed.instanceId())
                        .ifPresentOrElse(node -> add(listed, node), () -> gone.add(listed.instanceId()));
            } catch (UnreadableAnswer e) {
                unreadable.add(listed.instanceId());
            } catch (SdkException e) {
                if (!RetryUtils.isThrottlingException(e)) {
                    throw e;
                }
                // The service has no room for this invocation; the next one goes on.
                over = true;
                outstanding++;
            }
        }

        private void add(Node listed, Node node) {
            read.put(listed.instanceId(), node);
            page.put(listed, node);
            if (page.size() == KeptReads.NODES_PER_PAGE) {
                keep();
            }
        }

        private void keep() {
            kept.add(page, clock.instant());
            page.clear();
        }

        /** A reader that has read all that was asked for needs no copy of the rest. */
        void keepWhatIsUnfinished() {
            if (!page.isEmpty() && !(ended && outstanding == 0)) {
                keep();
            }
        }

        Readings result() {
            ended = true;
            asked = true;
            unfinished = unfinished || outstanding > 0;
            return new Readings(read, gone, unreadable, outstanding);
        }
    }
}
