package io.hyperpatch.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.Pin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a run, which is the name of its execution: the same work has the same name, so that the
 * service itself refuses to do it twice.
 *
 * @param cluster the cluster's name, cut to 40 characters
 * @param fingerprint 12 hex digits of policy, cluster ARN, generation and the pin of each group
 * @param attempt from 1
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution,
 *     idempotent by name and input</a>
 */
public record RunName(String cluster, String fingerprint, int attempt) {
    private static final int CLUSTER_LENGTH = 40;
    private static final Pattern FORM = Pattern.compile("([a-zA-Z0-9-]{1,40})-([0-9a-f]{12})-([1-9][0-9]{0,5})");

    @JsonCreator
    public static RunName of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no name of a run; it looks like train-a-0123456789ab-1");
        }
        return new RunName(parts.group(1), parts.group(2), Integer.parseInt(parts.group(3)));
    }

    /** The run that an execution is named as, by the execution's ARN; empty if it is no run's name. */
    public static Optional<RunName> ofExecution(String executionArn) {
        String name = executionArn.substring(executionArn.lastIndexOf(':') + 1);
        return FORM.matcher(name).matches() ? Optional.of(of(name)) : Optional.empty();
    }

    /**
     * @param generation how often it has changed what is wanted of the cluster, from 1
     * @param pins the pin of each instance group, as it was chosen: the same image, the same name
     */
    public static RunName of(
            String clusterName, ClusterArn arn, String policy, long generation, Map<String, Pin> pins, int attempt) {
        String cut = clusterName.substring(0, Math.min(CLUSTER_LENGTH, clusterName.length()));
        return new RunName(cut, fingerprint(policy, arn, generation, pins), attempt);
    }

    /**
     * Returns the same for the same policy, cluster, generation and pins, in whatever order the groups come.
     * Of the first generation it is what it was before generations were counted, so that runs of that time
     * are found.
     */
    public static String fingerprint(String policy, ClusterArn arn, long generation, Map<String, Pin> pins) {
        StringBuilder text = new StringBuilder(policy).append('\n').append(arn);
        new TreeMap<>(pins)
                .forEach((group, pin) ->
                        text.append('\n').append(group).append('=').append(pin.identity()));
        if (generation > 1) {
            text.append("\n\ngeneration=").append(generation);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns true for the ARN of an execution that is named as this run is. */
    public boolean isNameOf(String executionArn) {
        return executionArn.endsWith(":" + this);
    }

    @Override
    @JsonValue
    public String toString() {
        return cluster + "-" + fingerprint + "-" + attempt;
    }
}
