package io.hyperpatch.handler;

import java.util.regex.Pattern;

/**
 * Where notifications go.
 *
 * @param topicArn the SNS topic that people subscribe to
 * @param busName the name or ARN of the EventBridge bus
 */
public record ReportConfig(String topicArn, String busName) {
    public static final String TOPIC_ARN = "TOPIC_ARN";
    public static final String EVENT_BUS = "EVENT_BUS";

    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}");

    public ReportConfig {
        if (!TOPIC.matcher(topicArn).matches()) {
            throw new IllegalArgumentException("the environment variable " + TOPIC_ARN + " is '" + topicArn
                    + "', which is no topic's ARN such as arn:aws:sns:us-east-1:123456789012:hyperpatch");
        }
    }

    public static ReportConfig from(Environment environment) {
        return new ReportConfig(environment.required(TOPIC_ARN), environment.required(EVENT_BUS));
    }
}
