package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.harm.Harm;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.installation.Connection;
import io.hyperpatch.rehearsal.installation.Unblocking;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lifts the harm of an image on a cluster. */
@Command(
        name = "unblock",
        description = {
            "Lets an image be begun again on a cluster where it did harm, or was held back by a person.",
            "It starts nothing by itself: the next event or the clock may, and `start` does at once."
        },
        sortOptions = false)
final class UnblockCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "CLUSTER", description = "The cluster's name.")
    private String cluster;

    @Parameters(
            index = "1",
            paramLabel = "IMAGE",
            description = "The image as `status` names it: its id, its release version, or `default`.")
    private String image;

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
        return work.run(connection -> unblock(connection, why, work.output()));
    }

    private int unblock(Connection connection, String why, Output output) {
        Harm.Lifted how = new Harm.Lifted(connection.caller(), why, Instant.now());
        List<Harm> lifted = new Unblocking(connection.store()).lift(cluster, image, how);
        if (output.json()) {
            ObjectNode document = Json.object();
            document.set("installation", Json.of(connection.installation()));
            document.put("cluster", cluster).put("image", image).set("by", Json.of(how));
            document.set("lifted", Json.mapper().valueToTree(lifted));
            output.document(document);
            return ExitStatus.GOAL_REACHED;
        }
        String groups = lifted.stream().map(Harm::group).distinct().collect(Collectors.joining(", "));
        output.out().println("Unblocked " + image + " on " + cluster + ", in " + groups + ".");
        lifted.forEach(harm -> output.out().println("  " + harm.group() + ": " + AccountWork.shown(harm.inWords())));
        output.out().println("  lifted by " + AccountWork.shown(how.by()) + ": " + AccountWork.shown(why));
        output.out()
                .println("Nothing is started by that. To begin at once: ./hyperpatch start " + cluster
                        + " --reason TEXT");
        return ExitStatus.GOAL_REACHED;
    }
}
