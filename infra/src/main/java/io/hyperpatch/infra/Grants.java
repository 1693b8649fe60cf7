package io.hyperpatch.infra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** What the role of each function grants: its calls, what these calls depend on, and the store. */
final class Grants {
    /**
     * What AWS asks of a caller beside the action itself.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-custom-ami-support.html">custom AMIs</a>
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">encrypted topics</a>
     * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html">the role that Scheduler takes</a>
     */
    private static final Map<String, List<String>> DEPENDENT = Map.of(
            "sagemaker:UpdateClusterSoftware",
            List.of(
                    "ec2:DescribeImages",
                    "ec2:DescribeSnapshots",
                    "ec2:ModifyImageAttribute",
                    "ec2:ModifySnapshotAttribute"),
            "sns:Publish",
            List.of("kms:GenerateDataKey", "kms:Decrypt"),
            "scheduler:CreateSchedule",
            List.of("iam:PassRole"));

    private final Reach reach;

    Grants(Reach reach) {
        this.reach = Objects.requireNonNull(reach);
    }

    /** All but what is about the workflows themselves, which in their turn call the functions. */
    List<PolicyStatement> of(String function) {
        Map<Reach.Limit, List<String>> actions = new LinkedHashMap<>();
        Stream.concat(Calls.of(function).stream().flatMap(Grants::withDependent), StoreCalls.of(function).stream())
                .distinct()
                .filter(action -> !isAboutWorkflows(action))
                .forEach(action -> actions.computeIfAbsent(reach.of(action), limit -> new ArrayList<>())
                        .add(action));
        return actions.entrySet().stream()
                .filter(entry -> !entry.getKey().resources().isEmpty())
                .map(entry -> statement(entry.getValue(), entry.getKey()))
                .toList();
    }

    static List<String> aboutWorkflows(String function) {
        return Calls.of(function).stream().filter(Grants::isAboutWorkflows).toList();
    }

    private static boolean isAboutWorkflows(String action) {
        return action.startsWith("states:");
    }

    private static Stream<String> withDependent(String action) {
        return Stream.concat(Stream.of(action), DEPENDENT.getOrDefault(action, List.of()).stream());
    }

    private static PolicyStatement statement(List<String> actions, Reach.Limit limit) {
        return PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .actions(actions)
                .resources(limit.resources())
                .conditions(limit.conditions())
                .build();
    }
}
