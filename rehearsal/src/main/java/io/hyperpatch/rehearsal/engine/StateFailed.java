package io.hyperpatch.rehearsal.engine;

import java.util.Optional;

/** Ends the work on a state with an error; with the field when an expression failed. */
final class StateFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient StateError error;
    private final String field;

    StateFailed(StateError error) {
        this(error, null);
    }

    StateFailed(StateError error, String field) {
        super(error.name() + ": " + error.cause(), null, false, false);
        this.error = error;
        this.field = field;
    }

    StateError error() {
        return error;
    }

    /** The field whose expression failed. */
    Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
