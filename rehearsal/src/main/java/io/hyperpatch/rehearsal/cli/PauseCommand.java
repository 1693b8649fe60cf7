package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.rehearsal.installation.Connection;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Turns the kill switch on. */
@Command(
        name = "pause",
        description = {
            "Turns the kill switch on: no further update is started on any cluster, until `resume`.",
            "Updates in flight go on, are watched to their end and reported."
        },
        sortOptions = false)
final class PauseCommand implements Callable<Integer> {

    private static final List<String> WHAT_IT_MEANS = List.of(
            "What stops     no update is started any more; a run that comes to a start ends with this reason: Refused, or Interrupted",
            "               if it has patched other groups before",
            "What does not  updates in flight: they go on, are watched to their end and reported",
            "To go on       ./hyperpatch resume, then ./hyperpatch start; an image that status shows as blocked needs ./hyperpatch unblock");

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
        return work.run(connection -> pause(connection, why, work.output()));
    }

    private static int pause(Connection connection, String why, Output output) {
        KillSwitch.Turned turned = KillSwitch.turnOn(connection.store(), why, connection.caller(), Instant.now());
        if (output.json()) {
            output.document(KillSwitchView.document(turned, connection.installation()));
            return ExitStatus.GOAL_REACHED;
        }
        output.out().println(turned.changed() ? "Paused: the kill switch is on." : "The kill switch is on already.");
        output.out().println("  " + KillSwitchView.words(turned.state()));
        WHAT_IT_MEANS.forEach(output.out()::println);
        return ExitStatus.GOAL_REACHED;
    }
}
