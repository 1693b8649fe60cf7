package io.hyperpatch.infra;

import io.hyperpatch.handler.AdmissionConfig;
import io.hyperpatch.handler.ReportConfig;
import io.hyperpatch.handler.ReturnConfig;
import io.hyperpatch.handler.StoreConfig;
import io.hyperpatch.handler.WatchConfig;
import java.util.Map;
import java.util.TreeMap;

/** The values of the functions' environment variables, apart from the ARNs of workflows. */
final class Variables {
    private Variables() {}

    static Map<String, String> of(Shared shared) {
        Map<String, String> variables = new TreeMap<>(WatchConfig.deployed());
        variables.putAll(Map.of(
                StoreConfig.TABLE_NAME, shared.table().getTableName(),
                AdmissionConfig.POLICY_PARAMETER, shared.policy().getParameterName(),
                ReportConfig.TOPIC_ARN, shared.notifications().topic().getTopicArn(),
                ReportConfig.EVENT_BUS, shared.bus().getEventBusName(),
                ReturnConfig.GROUP, shared.returns().group(),
                ReturnConfig.ROLE, shared.returns().role().getRoleArn(),
                ReturnConfig.DEAD_LETTERS, shared.deadLetters().getQueueArn()));
        return variables;
    }
}
