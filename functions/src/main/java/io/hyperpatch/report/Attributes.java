package io.hyperpatch.report;

import io.hyperpatch.text.Outside;
import java.util.Map;

/**
 * Message attributes to filter on.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">message attributes: never empty,
 *     and of the same characters as a message</a>
 */
final class Attributes {
    private static final int LONGEST = 256;

    private Attributes() {}

    static Map<String, String> of(String outcome, String cluster, String policy) {
        return Map.of("outcome", valid(outcome), "cluster", valid(cluster), "policy", valid(policy));
    }

    private static String valid(String value) {
        String clean = Outside.line(value, LONGEST);
        return clean.isBlank() ? "none" : clean;
    }
}
