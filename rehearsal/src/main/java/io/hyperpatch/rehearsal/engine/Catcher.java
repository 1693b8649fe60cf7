package io.hyperpatch.rehearsal.engine;

import java.util.List;

/** Where a flow goes on after an error, with the variables and the output that it takes along. */
public record Catcher(List<String> errorEquals, State.Exit exit) {
    public Catcher {
        errorEquals = List.copyOf(errorEquals);
    }
}
