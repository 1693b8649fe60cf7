package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.installation.Connection;
import io.hyperpatch.rehearsal.installation.OperatorRequest;
import io.hyperpatch.rehearsal.installation.Subscriptions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for a run by hand. */
@Command(
        name = "start",
        description = {
            "Asks for a run by hand: the policy decides, as for any event, which image the clusters get.",
            "The request is put on the installation's bus; `status` shows what comes of it."
        },
        sortOptions = false)
final class StartCommand implements Callable<Integer> {

    /** Whoever asks is known only after the first call; what is asked is checked before it. */
    private static final String SOMEBODY = "somebody";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "CLUSTER",
            arity = "0..*",
            description = "Names of clusters of the policy; --all for all of them.")
    private List<String> clusters = List.of();

    @Option(names = "--all", description = "All clusters of the policy.")
    private boolean all;

    @Option(
            names = "--release",
            description =
                    "Also lifts what blocks the image there: an alias for `unblock`, which names cluster and image, before it.")
    private boolean release;

    @Mixin
    private ReasonOption reason;

    @Mixin
    private AccountOptions options;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() {
        if (all != clusters.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    all
                            ? "--all and names of clusters are given: give one of them"
                            : "name the clusters, or give --all");
        }
        String why = reason.text();
        request(why, SOMEBODY).check(Instant.now());
        AccountWork work = options.work();
        return work.run(connection -> start(connection, request(why, connection.caller()), work.output()));
    }

    private OperatorRequest request(String why, String by) {
        return new OperatorRequest(clusters, why, by, release);
    }

    private static int start(Connection connection, OperatorRequest request, Output output) {
        // Before the request: who may not read this learns it while nothing is done yet.
        Subscriptions subscriptions = connection.subscriptions();
        String event = connection.put(request);
        if (output.json()) {
            ObjectNode document = Json.object();
            document.set("installation", Json.of(connection.installation()));
            document.set("subscriptions", Json.of(subscriptions));
            output.document(document.put("event", event).set("request", Json.of(request)));
            return ExitStatus.GOAL_REACHED;
        }
        String asked =
                request.clusters().isEmpty() ? "all clusters of the policy" : String.join(", ", request.clusters());
        output.out()
                .println("Asked for a run on " + asked
                        + (request.release() ? ", what blocks its image there lifted" : "") + ".");
        if (request.release()) {
            output.out()
                    .println("  --release is an alias: `./hyperpatch unblock CLUSTER IMAGE` lifts one image's harm.");
        }
        output.out().println("  event " + event + ", by " + AccountWork.shown(request.requestedBy()));
        output.out().println("It ends in a notification, also if nothing is begun. To follow it: ./hyperpatch status");
        if (subscriptions.confirmed() == 0) {
            output.out().println(StatusText.told(subscriptions));
        }
        return ExitStatus.GOAL_REACHED;
    }
}
