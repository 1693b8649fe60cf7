package io.hyperpatch.rehearsal.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of tasks that wait for a callback. */
final class TaskTokens {
    private static final Pattern TOKEN = Pattern.compile("AQB4([0-9a-f]{8})[0-9a-f]{16}");

    private final RandomGenerator random;
    private final Map<String, TaskAttempt> open = new HashMap<>();
    private final List<String> machines = new ArrayList<>();

    TaskTokens(RandomGenerator random) {
        this.random = random;
    }

    String issue(TaskAttempt attempt) {
        HexFormat hex = HexFormat.of();
        String token = "AQB4" + hex.toHexDigits(machines.size()) + hex.toHexDigits(random.nextLong());
        open.put(token, attempt);
        machines.add(attempt.stateMachineArn());
        return token;
    }

    void close(String token) {
        open.remove(token);
    }

    /**
     * The task that waits for this token.
     *
     * @throws EngineError InvalidToken, TaskDoesNotExist, or TaskTimedOut when the task waits no longer
     */
    TaskAttempt find(String token) {
        TaskAttempt attempt = open.get(token);
        if (attempt != null) {
            return attempt;
        }
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            throw EngineError.invalidToken(token);
        }
        if (HexFormat.fromHexDigits(parts.group(1)) >= machines.size()) {
            throw EngineError.taskDoesNotExist(token);
        }
        throw EngineError.taskTimedOut();
    }

    /** The ARN of the state machine whose task this token was given to, whether it still waits or not; empty if none was. */
    Optional<String> machineOf(String token) {
        Matcher parts = TOKEN.matcher(token);
        int number = parts.matches() ? HexFormat.fromHexDigits(parts.group(1)) : -1;
        return number >= 0 && number < machines.size() ? Optional.of(machines.get(number)) : Optional.empty();
    }

    /** The task of this token, which is used up by this. */
    TaskAttempt take(String token) {
        TaskAttempt attempt = find(token);
        close(token);
        return attempt;
    }
}
