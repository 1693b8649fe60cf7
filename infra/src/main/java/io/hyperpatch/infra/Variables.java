package io.hyperpatch.infra;

import static java.util.Map.entry;

import io.hyperpatch.handler.AdmissionConfig;
import io.hyperpatch.handler.ProductFunction;
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
        return new TreeMap<>(Map.ofEntries(
                entry(StoreConfig.TABLE_NAME, shared.table().getTableName()),
                entry(AdmissionConfig.POLICY_PARAMETER, shared.policy().getParameterName()),
                entry(ReportConfig.TOPIC_ARN, shared.notifications().topic().getTopicArn()),
                entry(ReportConfig.EVENT_BUS, shared.bus().getEventBusName()),
                entry(ReturnConfig.GROUP, shared.returns().group()),
                entry(ReturnConfig.ROLE, shared.returns().role().getRoleArn()),
                entry(ReturnConfig.DEAD_LETTERS, shared.deadLetters().getQueueArn()),
                entry(
                        WatchConfig.START_TIMEOUT,
                        ProductFunction.START_UPDATE.timeout().toString()),
                entry(WatchConfig.API_TIMEOUT, "PT30S"),
                entry(WatchConfig.SETTLING_TIME, "PT5M"),
                entry(WatchConfig.SILENCE, "PT1H")));
    }
}
