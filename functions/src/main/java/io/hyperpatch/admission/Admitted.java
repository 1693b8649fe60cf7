package io.hyperpatch.admission;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides whether an execution may begin a run: whoever may start executions can name any run, and any image.
 *
 * <p>What counts is the stored request. An execution that is not named as its run is a stranger, and may
 * neither begin the run nor report its end. One that has the name of a run that nobody admitted is refused,
 * and people hear of it; its name is used up by that.
 */
public final class Admitted {
    /** Stands for the policy of a run that nobody admitted. */
    private static final String UNKNOWN = "unknown";

    private final Requests requests;
    private final Runs runs;

    public Admitted(Store store) {
        this.requests = new Requests(store);
        this.runs = new Runs(store);
    }

    /** The standing of an execution. */
    public sealed interface Standing {}

    /** The run is its own to begin. */
    public record Own(Run run) implements Standing {
        public Own {
            Objects.requireNonNull(run, "run");
        }
    }

    /** The run is its own, and ends here. */
    public record Ended(Outcome outcome, String reason) implements Standing {}

    /** The run is another execution's. */
    public record Stranger(String reason) implements Standing {}

    /** @param execution the ARN of the execution that asks */
    public Standing of(RunName name, ClusterArn cluster, String execution, Instant now) {
        if (!name.isNameOf(execution)) {
            return new Stranger("the execution " + execution + " is not named as run " + name + " is, so it was not"
                    + " started by patch-fleet; nothing is done. Ask for a run with: hyperpatch start");
        }
        Optional<RunRequest> request =
                requests.find(name).filter(stored -> stored.cluster().arn().equals(cluster));
        if (request.flatMap(RunRequest::end).isPresent()) {
            RunRequest.End end = request.get().end().get();
            return new Ended(end.outcome(), end.reason());
        }
        return request.map(stored -> stored.planned(now))
                .or(() -> runs.find(cluster, name))
                .<Standing>map(Own::new)
                .orElseGet(() -> new Ended(Outcome.REFUSED, unknown(name, cluster)));
    }

    private static String unknown(RunName name, ClusterArn cluster) {
        return "run " + name + " was not admitted for " + cluster
                + ": it was started by hand, or its admission is lost;"
                + " nothing was done. Ask for a run with: hyperpatch start";
    }

    /** The run as it is to be recorded for its report, whatever became of its admission. */
    public Run toReport(RunName name, ClusterRef cluster, String execution, Instant now) {
        return requests.find(name)
                .filter(stored -> stored.cluster().arn().equals(cluster.arn()))
                .map(stored -> stored.planned(now))
                .orElseGet(() -> Run.planned(name, cluster.arn(), cluster.name(), UNKNOWN, Map.of(), execution, now));
    }
}
