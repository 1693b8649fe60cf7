package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.rehearsal.installation.Connection;
import io.hyperpatch.rehearsal.installation.Trouble;
import io.hyperpatch.text.Outside;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/** Work on an installation: its trouble is told in words, and with {@code --json} in the document as well. */
final class AccountWork {
    private final CommandSpec spec;
    private final AccountOptions options;
    private final Output output;

    AccountWork(CommandSpec spec, AccountOptions options) {
        this.spec = spec;
        this.options = options;
        this.output = new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), options.json());
    }

    Output output() {
        return output;
    }

    /** Returns the exit status. */
    int run(Function<Connection, Integer> work) {
        return told(() -> Connection.to(options.target(), System.getenv(), work));
    }

    private int told(Supplier<Integer> work) {
        try {
            return work.get();
        } catch (BadDocument bad) {
            output.problems(bad.problems());
            return ExitStatus.BAD_INPUT;
        } catch (Trouble trouble) {
            tell(trouble);
            return ExitStatus.of(trouble);
        }
    }

    private void tell(Trouble trouble) {
        output.err().println(spec.qualifiedName() + ": " + trouble.getMessage() + "; " + trouble.remedy());
        output.err().flush();
        if (output.json()) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.putObject("error").put("message", trouble.getMessage()).put("remedy", trouble.remedy());
            output.document(document);
        }
    }

    /** Text that came from outside, on one line, unable to move a terminal's cursor. */
    static String shown(String text) {
        return Outside.line(text, 400);
    }
}
