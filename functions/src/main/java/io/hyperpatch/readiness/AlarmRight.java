package io.hyperpatch.readiness;

import java.util.Objects;

/** The right of a group's execution role to call cloudwatch:DescribeAlarms, as far as IAM could be asked. */
public sealed interface AlarmRight {

    /** The action without which the service sees no alarm of an update. */
    String ACTION = "cloudwatch:DescribeAlarms";

    /** It may. */
    record Granted() implements AlarmRight {}

    /**
     * It may not.
     *
     * @param decision the word of IAM: implicitDeny, explicitDeny
     */
    record Denied(String decision) implements AlarmRight {
        public Denied {
            Objects.requireNonNull(decision, "decision");
        }
    }

    /**
     * IAM could not be asked, or has not answered.
     *
     * @param why in a few words
     */
    record NotKnown(String why) implements AlarmRight {
        public NotKnown {
            Objects.requireNonNull(why, "why");
        }
    }
}
