package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.Likeness;
import io.hyperpatch.intent.Adoption;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.installation.Connection;
import io.hyperpatch.rehearsal.installation.ParkedRuns;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what became of a parked run's call, where no reading could tell. */
@Command(
        name = "adopt",
        description = {
            "Says what became of the start call of a run whose lease is parked, where nothing could tell for a day.",
            "Refused while an update, or the alarm of the call, shows on the cluster."
        },
        sortOptions = false)
final class AdoptCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run as `status` names it.")
    private String run;

    @Option(
            names = "--as",
            required = true,
            paramLabel = "never-began|ended",
            description = {
                "never-began: the call has begun nothing.",
                "ended: what it began is over; the nodes are proved all the same."
            })
    private String as;

    @Mixin
    private ReasonOption reason;

    @Mixin
    private AccountOptions options;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() {
        Adoption.As word = word();
        String why = reason.text();
        AccountWork work = options.work();
        return work.run(connection -> adopt(connection, word, why, work.output()));
    }

    private Adoption.As word() {
        List<String> words =
                Arrays.stream(Adoption.As.values()).map(Adoption.As::word).toList();
        return Arrays.stream(Adoption.As.values())
                .filter(known -> known.word().equals(as))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--as is '" + as + "': " + String.join(" or ", words)
                                + Likeness.closest(as, words)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("")));
    }

    private int adopt(Connection connection, Adoption.As word, String why, Output output) {
        ParkedRuns.Adopted adopted = new ParkedRuns(connection.store(), connection.clusters())
                .adopt(run, new ParkedRuns.Word(word, connection.caller(), why, Instant.now()));
        if (output.json()) {
            output.document(document(adopted, connection));
            return ExitStatus.GOAL_REACHED;
        }
        output.out()
                .println("Adopted " + adopted.run().name() + " on "
                        + adopted.run().clusterName()
                        + switch (word) {
                            case NEVER_BEGAN -> ": its start call began nothing.";
                            case ENDED -> ": what its start call began is over.";
                        });
        adopted.calls().forEach(call -> output.out().println("  " + AccountWork.shown(StatusText.intent(call))));
        output.out()
                .println("  the cluster showed: "
                        + AccountWork.shown(adopted.word().shown()));
        output.out()
                .println("  by " + AccountWork.shown(adopted.word().by()) + ": "
                        + AccountWork.shown(adopted.word().reason()));
        output.out()
                .println(
                        switch (word) {
                            case NEVER_BEGAN -> "Within the hour reconcile tells people and gives the lease back.";
                            case ENDED ->
                                "Every hour reconcile proves what it can of the nodes; then it tells people how it ended and gives the lease back.";
                        });
        return ExitStatus.GOAL_REACHED;
    }

    private static ObjectNode document(ParkedRuns.Adopted adopted, Connection connection) {
        ObjectNode document = Json.object();
        document.set("installation", Json.of(connection.installation()));
        document.put("run", adopted.run().name().toString())
                .put("cluster", adopted.run().clusterName())
                .put("as", adopted.word().as().word())
                .set("adoption", Json.of(adopted.word()));
        ArrayNode calls = document.putArray("calls");
        adopted.calls().stream().map(Intent::id).map(Object::toString).forEach(calls::add);
        return document;
    }
}
