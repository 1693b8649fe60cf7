package io.hyperpatch.rehearsal.iam;

/**
 * A call that the role of its caller does not allow.
 *
 * @param call {@code service:Operation}, in the service's own words
 * @param missing the first right that the role does not grant
 */
public record Denial(String caller, String call, Right missing) {

    /** The answer of AWS, as far as it is the same everywhere. */
    public String message() {
        return "User: " + caller + " is not authorized to perform: " + missing.action() + " on resource: "
                + missing.resource() + " because no identity-based policy allows the " + missing.action() + " action";
    }

    @Override
    public String toString() {
        return caller + " called " + call + ", and its role does not grant " + missing;
    }
}
