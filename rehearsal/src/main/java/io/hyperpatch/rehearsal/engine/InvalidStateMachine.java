package io.hyperpatch.rehearsal.engine;

/** A definition that is refused, with the JSON pointer of the place and what to do about it. */
public final class InvalidStateMachine extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String machine;
    private final String pointer;

    InvalidStateMachine(String machine, String pointer, String problem) {
        super("State machine %s, %s: %s".formatted(machine, pointer.isEmpty() ? "/" : pointer, problem));
        this.machine = machine;
        this.pointer = pointer;
    }

    /** The name of the refused state machine. */
    public String machine() {
        return machine;
    }

    /** Where the problem is, as a JSON pointer into the definition. */
    public String pointer() {
        return pointer;
    }
}
