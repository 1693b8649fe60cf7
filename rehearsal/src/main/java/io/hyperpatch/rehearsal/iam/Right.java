package io.hyperpatch.rehearsal.iam;

import java.util.Map;
import java.util.Objects;

/**
 * One thing that a caller must be allowed to do.
 *
 * @param action in the spelling of IAM
 * @param resource an ARN, or {@code *} for an action that knows no resources
 * @param context the condition keys that IAM knows of this call, with their values
 */
public record Right(String action, String resource, Map<String, String> context) {
    public Right {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(resource, "resource");
        context = Map.copyOf(context);
    }

    static Right to(String action, String resource) {
        return new Right(action, resource, Map.of());
    }

    @Override
    public String toString() {
        return action + " on " + resource + (context.isEmpty() ? "" : " with " + new java.util.TreeMap<>(context));
    }
}
