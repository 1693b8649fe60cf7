package io.hyperpatch.infra;

import io.hyperpatch.policy.ClusterSelection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;

/**
 * The clusters that roles may reach. By tags: those that carry all of the policy's tags, now or later. By names: the ARNs
 * that the deployment was given; without them every cluster of the account and region, since a cluster's ARN holds an id
 * that its name does not tell.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html">actions,
 *     resources and condition keys of SageMaker</a>
 */
record Clusters(List<String> arns, Map<String, Object> conditions) {

    static Clusters of(Stack stack, Settings settings) {
        return switch (settings.policy().clusters()) {
            case ClusterSelection.ByTags tagged -> new Clusters(List.of(every(stack)), condition(tagged.tags()));
            case ClusterSelection.ByName named ->
                settings.clusterArns().isEmpty()
                        ? new Clusters(List.of(every(stack)), Map.of())
                        : new Clusters(settings.clusterArns(), Map.of());
        };
    }

    static String every(Stack stack) {
        return stack.formatArn(ArnComponents.builder()
                .service("sagemaker")
                .resource("cluster")
                .resourceName("*")
                .build());
    }

    private static Map<String, Object> condition(Map<String, String> tags) {
        Map<String, Object> equal = new TreeMap<>();
        tags.forEach((key, value) -> equal.put("sagemaker:ResourceTag/" + key, value));
        return Map.of("StringEquals", equal);
    }
}
