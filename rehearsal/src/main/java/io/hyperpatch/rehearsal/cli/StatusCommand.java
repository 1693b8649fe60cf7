package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.rehearsal.installation.Connection;
import io.hyperpatch.rehearsal.installation.Status;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how an installation stands; changes nothing. */
@Command(
        name = "status",
        description =
                "Shows runs, where each waits and why, what is parked, blocked or paused, and whether anybody is told.",
        sortOptions = false)
final class StatusCommand implements Callable<Integer> {

    private static final int MOST_RUNS = 1_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "The latest runs of each cluster (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Mixin
    private AccountOptions options;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() {
        if (runs < 1 || runs > MOST_RUNS) {
            throw new ParameterException(
                    spec.commandLine(), "--runs is " + runs + ": give a whole number from 1 to " + MOST_RUNS);
        }
        AccountWork work = options.work();
        return work.run(connection -> show(connection, work.output()));
    }

    private int show(Connection connection, Output output) {
        Status status = connection.status(runs, Instant.now());
        if (output.json()) {
            output.document(StatusDocument.of(status));
        } else {
            StatusText.print(status, output.out());
        }
        return ExitStatus.GOAL_REACHED;
    }
}
