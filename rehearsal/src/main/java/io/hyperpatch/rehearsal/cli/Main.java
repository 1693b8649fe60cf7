package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.document.BadDocument;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry of the command line. */
@Command(
        name = "hyperpatch",
        description = "Patches SageMaker HyperPod clusters, and rehearses it on a simulated twin first.",
        subcommands = {
            RehearseCommand.class,
            ServeCommand.class,
            ValidateCommand.class,
            StatusCommand.class,
            StartCommand.class,
            UnblockCommand.class,
            AdoptCommand.class,
            ResumeFleetCommand.class,
            PauseCommand.class,
            ResumeCommand.class
        },
        footer = {
            "",
            "Exit status: 0 the goal is reached, 1 an internal fault, a broken invariant or a scenario that does not",
            "end as it declares, 2 bad input (nothing was done), 3 any other outcome."
        },
        sortOptions = false)
public final class Main implements Runnable {

    private static final String DEBUG = "HYPERPATCH_DEBUG";

    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    public static void main(String[] arguments) {
        // The functions' logs are off unless HYPERPATCH_LOG asks for them; set before anything logs.
        System.setProperty(
                "log4j2.configurationFile", System.getProperty("log4j2.configurationFile", "log4j2-rehearsal.xml"));
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        int status = run(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /** Runs one command; nothing escapes but its exit status. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(Main::wrongArgument)
                .setExecutionExceptionHandler((fault, command, parsed) -> fault(fault, command))
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command is given");
    }

    private static int wrongArgument(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getCommandSpec().qualifiedName() + ": " + words(mistake.getMessage()));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err)) {
            err.println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
        }
        return ExitStatus.BAD_INPUT;
    }

    /** In the user's words, not in those of the programming language. */
    private static String words(String message) {
        return message.replaceFirst("is not an? (int|long)$", "is no whole number; give for instance 42")
                .replaceFirst("is not a double$", "is no number; give for instance 600");
    }

    private static int fault(Exception fault, CommandLine command) {
        PrintWriter err = command.getErr();
        if (fault instanceof BadDocument bad) {
            bad.problems().forEach(err::println);
            return ExitStatus.BAD_INPUT;
        }
        err.println("internal fault: " + fault + "; this is a defect");
        if (System.getenv(DEBUG) != null) {
            fault.printStackTrace(err);
        }
        return ExitStatus.BROKEN;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
