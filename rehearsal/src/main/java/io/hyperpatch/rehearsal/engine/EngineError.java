package io.hyperpatch.rehearsal.engine;

/** A call that the service would refuse, with the code that it would answer (without the ending Exception). */
public final class EngineError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    private EngineError(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The error code, such as ExecutionAlreadyExists. */
    public String code() {
        return code;
    }

    static EngineError executionAlreadyExists(String arn) {
        return new EngineError("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
    }

    static EngineError executionDoesNotExist(String arn) {
        return new EngineError("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
    }

    static EngineError executionNotRedrivable(String why) {
        return new EngineError("ExecutionNotRedrivable", "Execution Not Redrivable: '" + why + "'");
    }

    static EngineError stateMachineDoesNotExist(String arn) {
        return new EngineError("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }

    static EngineError invalidName(String name) {
        return new EngineError("InvalidName", "Invalid Name: '" + name + "'");
    }

    static EngineError invalidInput(String why) {
        return new EngineError("InvalidExecutionInput", "Invalid State Machine Execution Input: '" + why + "'");
    }

    static EngineError invalidOutput(String why) {
        return new EngineError("InvalidOutput", "Invalid Output: '" + why + "'");
    }

    static EngineError invalidToken(String token) {
        return new EngineError("InvalidToken", "Invalid Token: '" + token + "'");
    }

    static EngineError taskDoesNotExist(String token) {
        return new EngineError("TaskDoesNotExist", "Task does not exist: '" + token + "'");
    }

    static EngineError taskTimedOut() {
        return new EngineError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
    }

    static EngineError validation(String what) {
        return new EngineError("ValidationException", what);
    }
}
