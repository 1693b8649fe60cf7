package io.hyperpatch.rehearsal.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Why somebody asks: whoever meets the consequences reads it. */
final class ReasonOption {
    private static final int LONGEST = 1_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is told to people.")
    private String reason;

    /** @throws ParameterException if it says nothing, or too much */
    String text() {
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw new ParameterException(
                    spec.commandLine(),
                    reason.isBlank()
                            ? "--reason is empty: say why in a few words"
                            : "--reason has " + reason.length() + " characters: say it in at most " + LONGEST);
        }
        return reason.strip();
    }
}
