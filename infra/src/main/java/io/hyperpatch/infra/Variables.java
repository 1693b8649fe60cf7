package io.hyperpatch.infra;

import java.util.Map;
import java.util.TreeMap;

/** The values of the functions' environment variables, apart from the ARNs of workflows. */
final class Variables {
    private Variables() {}

    static Map<String, String> of(Reach.Shared shared) {
        return new TreeMap<>(Map.of(
                "TABLE_NAME", shared.table().getTableName(),
                "POLICY_PARAMETER", shared.policy().getParameterName(),
                "TOPIC_ARN", shared.notifications().topic().getTopicArn(),
                "EVENT_BUS", shared.bus().getEventBusName(),
                "START_TIMEOUT", FunctionPlan.TIMEOUT.toString(),
                "API_TIMEOUT", "PT30S",
                "SETTLING_TIME", "PT5M",
                "SILENCE", "PT1H"));
    }
}
