package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.fleet.Turn;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.installation.Connection;
import io.hyperpatch.rehearsal.installation.FleetResuming;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets the other clusters of a policy have their turns after a bad end. */
@Command(
        name = "resume-fleet",
        description = {
            "Lets the other clusters of a policy go on with an image after a run with it had a bad end.",
            "It starts nothing by itself: the next event or the clock may, and `start` does at once. Where the image",
            "did harm it stays blocked: `unblock` lifts that."
        },
        sortOptions = false)
final class ResumeFleetCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "POLICY", description = "The policy's name.")
    private String policy;

    @Mixin
    private ReasonOption reason;

    @Mixin
    private AccountOptions options;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() {
        String why = reason.text();
        AccountWork work = options.work();
        return work.run(connection -> resume(connection, why, work.output()));
    }

    private int resume(Connection connection, String why, Output output) {
        Turn last = new FleetResuming(connection.store()).resume(policy, connection.caller(), why, Instant.now());
        if (output.json()) {
            ObjectNode document = Json.object();
            document.set("installation", Json.of(connection.installation()));
            document.put("policy", policy).put("after", last.run().toString()).put("cluster", last.clusterName());
            document.put("by", connection.caller()).put("reason", why);
            output.document(document);
            return ExitStatus.GOAL_REACHED;
        }
        output.out().println("Resumed the clusters of policy " + policy + ".");
        output.out().println("  stopped after run " + last.run() + " on " + last.clusterName());
        output.out().println("  resumed by " + AccountWork.shown(connection.caller()) + ": " + AccountWork.shown(why));
        output.out().println("Nothing is started by that. To begin at once: ./hyperpatch start CLUSTER --reason TEXT");
        return ExitStatus.GOAL_REACHED;
    }
}
