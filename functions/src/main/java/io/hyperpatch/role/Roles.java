package io.hyperpatch.role;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The role of each function: its calls, the actions that these depend on, and the store. */
public final class Roles {
    /**
     * The actions that AWS asks of a caller beside the call itself.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-custom-ami-support.html">custom AMIs</a>
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html">eks:DescribeCluster
     *     of UpdateClusterSoftware, on clusters that EKS orchestrates</a>
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">encrypted topics</a>
     * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html">the role that Scheduler takes</a>
     */
    private static final Map<String, List<String>> DEPENDENT = Map.of(
            "sagemaker:UpdateClusterSoftware",
            List.of(
                    "ec2:DescribeImages",
                    "ec2:DescribeSnapshots",
                    "ec2:ModifyImageAttribute",
                    "ec2:ModifySnapshotAttribute",
                    "eks:DescribeCluster"),
            "sns:Publish",
            List.of("kms:GenerateDataKey", "kms:Decrypt"),
            "scheduler:CreateSchedule",
            List.of("iam:PassRole"));

    private final Reach reach;

    public Roles(Deployment deployment) {
        this.reach = new Reach(Objects.requireNonNull(deployment));
    }

    /** All but what is about the workflows themselves, which in their turn call the functions. */
    public List<Statement> of(String function) {
        Map<Reach.Limit, List<String>> actions = new LinkedHashMap<>();
        Stream.concat(Calls.of(function).stream().flatMap(Roles::withDependent), StoreCalls.of(function).stream())
                .distinct()
                .filter(action -> !isAboutWorkflows(action))
                .forEach(action -> actions.computeIfAbsent(reach.of(action), limit -> new ArrayList<>())
                        .add(action));
        return actions.entrySet().stream()
                .filter(entry -> !entry.getKey().resources().isEmpty())
                .map(entry -> entry.getKey().allow(entry.getValue()))
                .toList();
    }

    /** The statements about executions and their tasks. */
    public static List<Statement> aboutWorkflows(String function, WorkflowArns workflows) {
        return Calls.of(function).stream()
                .filter(Roles::isAboutWorkflows)
                .map(action -> new Statement(List.of(action), workflows.reachedBy(action), Map.of()))
                .toList();
    }

    private static boolean isAboutWorkflows(String action) {
        return action.startsWith("states:");
    }

    private static Stream<String> withDependent(String action) {
        return Stream.concat(Stream.of(action), DEPENDENT.getOrDefault(action, List.of()).stream());
    }
}
