package io.hyperpatch.handler;

import java.util.Objects;

/**
 * Where reports go.
 *
 * @param topicArn the SNS topic for people
 * @param eventBusName the EventBridge bus for machines
 */
public record ReportConfig(String topicArn, String eventBusName) {
    public ReportConfig {
        Objects.requireNonNull(topicArn, "topicArn");
        Objects.requireNonNull(eventBusName, "eventBusName");
    }

    public static ReportConfig from(Environment environment) {
        return new ReportConfig(environment.required("TOPIC_ARN"), environment.required("EVENT_BUS_NAME"));
    }
}
