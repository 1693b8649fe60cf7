package io.hyperpatch.lease;

import io.hyperpatch.text.Outside;
import java.util.Objects;
import java.util.Optional;

/**
 * What Step Functions says about one execution; error and cause are text from outside.
 *
 * @param word the status as the service words it; empty if it does not know the execution
 * @param input the JSON text that it was started with, where the service still tells it
 */
public record KnownExecution(
        String arn,
        String stateMachine,
        HolderStatus status,
        String word,
        Optional<String> input,
        Optional<String> error,
        Optional<String> cause) {
    private static final String SUCCEEDED = "SUCCEEDED";
    private static final int LONGEST = 1_000;

    public KnownExecution {
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(stateMachine, "stateMachine");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(word, "word");
    }

    public static KnownExecution forgotten(String arn) {
        return new KnownExecution(
                arn, "", HolderStatus.FORGOTTEN, "", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** It came to an end of its own making: whatever there was to tell, it has told. */
    public boolean succeeded() {
        return word.equals(SUCCEEDED);
    }

    /** How it ended, with the error and its cause cut to a length that people read. */
    public String inWords() {
        if (status == HolderStatus.FORGOTTEN) {
            return "the execution is no longer known to Step Functions";
        }
        return "the execution ended " + word
                + error.filter(name -> !name.isEmpty())
                        .map(name -> " with " + Outside.cut(name, LONGEST))
                        .orElse("")
                + cause.filter(text -> !text.isEmpty())
                        .map(text -> ": " + Outside.cut(text, LONGEST))
                        .orElse("");
    }
}
