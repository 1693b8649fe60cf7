package io.hyperpatch.rehearsal.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** An error answer of a simulated service: its HTTP status, its code, its message and whatever more it carries. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final String code;
    private final transient ObjectNode members;

    /**
     * @param httpStatus 400 to 599
     * @param code what the protocol puts into {@code __type} or {@code <Code>}
     * @param members further members of the error's shape, beside the message; may be empty
     */
    public ApiError(int httpStatus, String code, String message, ObjectNode members) {
        super(Objects.requireNonNull(message, "message"), null, false, false);
        if (httpStatus < 400 || httpStatus > 599) {
            throw new IllegalArgumentException("httpStatus " + httpStatus + " is no error's: 400 to 599");
        }
        this.httpStatus = httpStatus;
        this.code = Objects.requireNonNull(code, "code");
        this.members = members.deepCopy();
    }

    public ApiError(int httpStatus, String code, String message) {
        this(httpStatus, code, message, JsonNodeFactory.instance.objectNode());
    }

    /** The caller's mistake: HTTP 400. */
    public static ApiError badRequest(String code, String message) {
        return new ApiError(400, code, message);
    }

    /** An operation that the real service may well have, and the simulated one has not. */
    public static ApiError unsupported(String service, String operation) {
        return new ApiError(
                501,
                "UnsupportedBySimulation",
                "The simulated " + service + " does not support the operation " + operation
                        + ". Nothing was done. Remedy: leave the call out, or run it against AWS.");
    }

    /** A parameter that the real operation may well have, and the simulated one does not honour. */
    public static ApiError unsupportedParameter(String service, String operation, String parameter, JsonNode value) {
        return new ApiError(
                501,
                "UnsupportedBySimulation",
                "The simulated " + service + ":" + operation + " does not support the parameter " + parameter
                        + " (value " + value + "). Nothing was done. Remedy: leave the parameter out.");
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String code() {
        return code;
    }

    public String message() {
        return getMessage();
    }

    /** A copy of the members beside the message. */
    public ObjectNode members() {
        return members.deepCopy();
    }
}
