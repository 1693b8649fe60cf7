package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.rehearsal.installation.Connection;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Turns the kill switch off. */
@Command(
        name = "resume",
        description = {
            "Turns the kill switch off: updates may be started again.",
            "It starts nothing by itself; `start` asks for what was refused meanwhile."
        },
        sortOptions = false)
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private AccountOptions options;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() {
        AccountWork work = options.work();
        return work.run(connection -> resume(connection, work.output()));
    }

    private static int resume(Connection connection, Output output) {
        KillSwitch.Turned turned = KillSwitch.turnOff(connection.store(), connection.caller(), Instant.now());
        if (output.json()) {
            output.document(KillSwitchView.document(turned, connection.installation()));
            return ExitStatus.GOAL_REACHED;
        }
        output.out()
                .println(
                        turned.changed()
                                ? "Resumed: the kill switch is off, updates may be started again."
                                : "The kill switch is off already.");
        output.out().println("  " + KillSwitchView.words(turned.state()));
        return ExitStatus.GOAL_REACHED;
    }
}
