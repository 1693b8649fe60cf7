package io.hyperpatch.infra.localstack;

import io.hyperpatch.rehearsal.run.Machines;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** What there is to see after a failure, when the containers are gone. */
final class Diagnosis {
    /** What the functions have logged, and how LocalStack could not start them. */
    private static final Pattern TELLING = Pattern.compile(".*(\\{\"level\":|Traceback| ERROR |Task timed out).*");

    private static final Pattern FAILURE = Pattern.compile(".*(Failed|TimedOut|Aborted).*");
    private static final int LONGEST = 2000;

    private Diagnosis() {}

    static String of(Installed installed) {
        StringBuilder text = new StringBuilder("\nExecutions\n");
        for (String workflow : Machines.names()) {
            installed.executions.of(workflow).forEach(execution -> tell(installed, workflow, execution, text));
        }
        return text + logs(installed.aws);
    }

    static String logs(LocalStack aws) {
        return aws.logs()
                .lines()
                .filter(line -> TELLING.matcher(line).matches())
                .map(Diagnosis::cut)
                .collect(Collectors.joining("\n", "\nLogs\n", "\n"));
    }

    private static void tell(Installed installed, String workflow, ExecutionListItem execution, StringBuilder text) {
        String arn = execution.executionArn();
        text.append("%s %s %s %s%n"
                .formatted(workflow, execution.name(), execution.statusAsString(), installed.executions.visited(arn)));
        for (HistoryEvent event : installed.executions.history(arn)) {
            if (FAILURE.matcher(event.typeAsString()).matches()) {
                text.append("    ").append(cut(failure(event))).append('\n');
            }
        }
    }

    /** The SDK hides what may be secret in the text of an answer; there are no secrets here. */
    private static String failure(HistoryEvent event) {
        String details = event.taskFailedEventDetails() != null
                ? event.taskFailedEventDetails().error() + ": "
                        + event.taskFailedEventDetails().cause()
                : event.executionFailedEventDetails() != null
                        ? event.executionFailedEventDetails().error() + ": "
                                + event.executionFailedEventDetails().cause()
                        : "";
        return event.timestamp() + " " + event.typeAsString() + " " + details;
    }

    private static String cut(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
    }
}
