package io.hyperpatch.role;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The calls of each function, in the spelling of IAM. A test compares them with what its code reaches: an
 * action that is missing here, or that no code calls, fails the build.
 */
public final class Calls {
    private static final String DESCRIBE_CLUSTER = "sagemaker:DescribeCluster";
    private static final String LIST_NODES = "sagemaker:ListClusterNodes";
    private static final String DESCRIBE_NODE = "sagemaker:DescribeClusterNode";
    private static final String LIST_EVENTS = "sagemaker:ListClusterEvents";
    private static final String DESCRIBE_EVENT = "sagemaker:DescribeClusterEvent";
    private static final String DESCRIBE_ALARMS = "cloudwatch:DescribeAlarms";
    private static final String DELETE_ALARMS = "cloudwatch:DeleteAlarms";
    private static final String DESCRIBE_IMAGES = "ec2:DescribeImages";
    private static final String LIST_EXECUTIONS = "states:ListExecutions";
    private static final String DESCRIBE_EXECUTION = "states:DescribeExecution";
    private static final String SEND_SUCCESS = "states:SendTaskSuccess";
    private static final String SEND_FAILURE = "states:SendTaskFailure";
    private static final String PUBLISH = "sns:Publish";
    private static final String PUT_EVENTS = "events:PutEvents";

    private static final List<String> REPORT_A_RUN =
            List.of(DESCRIBE_CLUSTER, LIST_EVENTS, DESCRIBE_EVENT, DESCRIBE_ALARMS, PUBLISH, PUT_EVENTS);

    /** The end of a run whose execution cannot reach it any more: its report, and its lease and wires. */
    private static final String CREATE_SCHEDULE = "scheduler:CreateSchedule";

    private static final List<String> CLOSE_A_RUN = Stream.concat(
                    Stream.of(DESCRIBE_EXECUTION, DELETE_ALARMS), REPORT_A_RUN.stream())
            .toList();

    private static final Map<String, List<String>> OF = Map.ofEntries(
            entry(
                    "AdmitTrigger",
                    List.of(
                            "ssm:GetParameter",
                            "ssm:GetParametersByPath",
                            "imagebuilder:GetImage",
                            DESCRIBE_IMAGES,
                            "ec2:DescribeInstanceTypes",
                            "sagemaker:ListClusters",
                            "sagemaker:ListTags",
                            DESCRIBE_CLUSTER,
                            LIST_NODES,
                            DESCRIBE_EXECUTION)),
            entry("ReadAdmitted", List.of()),
            entry("NextTurn", List.of()),
            entry("DecideNext", List.of()),
            entry("ScheduleReturn", List.of(CREATE_SCHEDULE)),
            entry("TakeLease", List.of(DESCRIBE_EXECUTION)),
            entry("ValidateImages", List.of(DESCRIBE_CLUSTER, DESCRIBE_IMAGES, "ec2:DescribeInstanceTypes")),
            entry(
                    "CheckReadiness",
                    List.of(DESCRIBE_CLUSTER, LIST_NODES, DESCRIBE_NODE, "iam:SimulatePrincipalPolicy")),
            entry("PlanIntent", List.of(DESCRIBE_CLUSTER, LIST_NODES, DESCRIBE_ALARMS)),
            entry("ArmWire", List.of("cloudwatch:PutMetricAlarm", "cloudwatch:PutMetricData", DESCRIBE_ALARMS)),
            entry("StartUpdate", List.of("sagemaker:UpdateClusterSoftware")),
            entry("LookAtUpdate", List.of(DESCRIBE_CLUSTER, LIST_NODES)),
            entry("AwaitSignal", List.of(SEND_SUCCESS, SEND_FAILURE)),
            entry("WakeRun", List.of(SEND_FAILURE)),
            entry("VerifyStep", List.of(DESCRIBE_CLUSTER, LIST_NODES, DESCRIBE_NODE)),
            entry("ReportOutcome", REPORT_A_RUN),
            entry("ReportStall", List.of(DESCRIBE_CLUSTER, PUBLISH, PUT_EVENTS)),
            entry("ReportNotice", List.of(PUBLISH, PUT_EVENTS)),
            entry("Janitor", CLOSE_A_RUN),
            entry("ReleaseLease", List.of(DESCRIBE_CLUSTER, DELETE_ALARMS, CREATE_SCHEDULE)),
            entry("FindStuck", List.of(LIST_EXECUTIONS, DESCRIBE_EXECUTION)),
            entry("TakeOver", List.of(DESCRIBE_EXECUTION)),
            entry("ResolveIntents", List.of(DESCRIBE_CLUSTER, LIST_NODES, DESCRIBE_NODE)),
            entry(
                    "SettleRun",
                    Stream.concat(CLOSE_A_RUN.stream(), Stream.of(CREATE_SCHEDULE))
                            .toList()),
            entry("SweepWires", List.of(DESCRIBE_CLUSTER, DESCRIBE_ALARMS, DELETE_ALARMS)),
            entry("ReportLostFleets", List.of(LIST_EXECUTIONS, DESCRIBE_EXECUTION, PUBLISH, PUT_EVENTS)));

    private Calls() {}

    /** @throws IllegalArgumentException for a function that nobody has thought about */
    public static List<String> of(String function) {
        List<String> actions = OF.get(function);
        if (actions == null) {
            throw new IllegalArgumentException("the function " + function + " is not in the table of calls");
        }
        return actions;
    }
}
