package io.hyperpatch.infra;

import io.hyperpatch.handler.AdmissionConfig;
import io.hyperpatch.handler.ProductFunction;
import io.hyperpatch.handler.ReportConfig;
import io.hyperpatch.handler.StoreConfig;
import io.hyperpatch.handler.WatchConfig;
import java.util.Map;
import java.util.TreeMap;

/** The values of the functions' environment variables, apart from the ARNs of workflows. */
final class Variables {
    private Variables() {}

    static Map<String, String> of(Reach.Shared shared) {
        return new TreeMap<>(Map.of(
                StoreConfig.TABLE_NAME, shared.table().getTableName(),
                AdmissionConfig.POLICY_PARAMETER, shared.policy().getParameterName(),
                ReportConfig.TOPIC_ARN, shared.notifications().topic().getTopicArn(),
                ReportConfig.EVENT_BUS, shared.bus().getEventBusName(),
                WatchConfig.START_TIMEOUT,
                        ProductFunction.START_UPDATE.timeout().toString(),
                WatchConfig.API_TIMEOUT, "PT30S",
                WatchConfig.SETTLING_TIME, "PT5M",
                WatchConfig.SILENCE, "PT1H"));
    }
}
