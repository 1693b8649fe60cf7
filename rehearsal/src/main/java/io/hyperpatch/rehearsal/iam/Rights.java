package io.hyperpatch.rehearsal.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The rights that each call needs: the action itself on what it names, and the dependent actions that AWS asks for beside it.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
 *     service authorization reference</a>
 */
final class Rights {
    private static final String EVERYTHING = "*";
    private static final String OWNER = "ec2:Owner";

    private final Names names;
    private final Inventory inventory;

    Rights(Names names, Inventory inventory) {
        this.names = Objects.requireNonNull(names);
        this.inventory = Objects.requireNonNull(inventory);
    }

    /**
     * All that a call needs; never empty but for a token that no task was given, which is refused whoever sends it.
     *
     * @param service the signing name
     * @throws IllegalArgumentException for a call of which no row says what it needs
     */
    List<Right> of(String service, String operation, JsonNode input) {
        return switch (service) {
            case "sagemaker" -> sagemaker(operation, input);
            case "ec2" -> List.of(Right.to("ec2:" + operation, EVERYTHING));
            case "monitoring" -> cloudWatch(operation, input);
            case "ssm" ->
                List.of(Right.to(
                        "ssm:" + operation,
                        names.parameter(text(input, operation.equals("GetParametersByPath") ? "Path" : "Name"))));
            case "imagebuilder" -> List.of(Right.to("imagebuilder:" + operation, text(input, "imageBuildVersionArn")));
            case "sns" ->
                List.of(
                        Right.to("sns:" + operation, text(input, "TopicArn")),
                        Right.to("kms:GenerateDataKey", names.key()),
                        Right.to("kms:Decrypt", names.key()));
            case "events" -> entries(operation, input);
            case "scheduler" -> schedule(operation, input);
            case "states" -> workflows(operation, input);
            case "iam" -> List.of(Right.to("iam:" + operation, text(input, "PolicySourceArn")));
            case "dynamodb" -> List.of(Right.to("dynamodb:" + operation, names.table()));
            default -> throw unknown(service, operation);
        };
    }

    private List<Right> sagemaker(String operation, JsonNode input) {
        return switch (operation) {
            case "ListClusters" -> List.of(Right.to("sagemaker:ListClusters", EVERYTHING));
            case "ListTags" -> List.of(Right.to("sagemaker:ListTags", text(input, "ResourceArn")));
            case "DescribeCluster",
                    "ListClusterNodes",
                    "DescribeClusterNode",
                    "ListClusterEvents",
                    "DescribeClusterEvent" -> List.of(onCluster("sagemaker:" + operation, text(input, "ClusterName")));
            case "UpdateClusterSoftware" -> update(input);
            default -> throw unknown("sagemaker", operation);
        };
    }

    private Right onCluster(String action, String nameOrArn) {
        Optional<Inventory.Cluster> cluster = inventory.cluster(nameOrArn);
        Map<String, String> tags = new HashMap<>();
        cluster.ifPresent(found -> found.tags().forEach((key, value) -> {
            tags.put("sagemaker:ResourceTag/" + key, value);
            tags.put("aws:ResourceTag/" + key, value);
        }));
        String arn = cluster.map(Inventory.Cluster::arn)
                .orElseGet(() -> nameOrArn.startsWith("arn:") ? nameOrArn : names.arn("sagemaker", "cluster/unknown"));
        return new Right(action, arn, tags);
    }

    /**
     * The calls of HyperPod in the caller's name: it asks EKS after the cluster, and shares an own AMI of the account with itself.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-custom-ami-support.html">custom AMIs</a>
     */
    private List<Right> update(JsonNode input) {
        List<Right> rights = new ArrayList<>();
        String cluster = text(input, "ClusterName");
        rights.add(onCluster("sagemaker:UpdateClusterSoftware", cluster));
        inventory
                .cluster(cluster)
                .flatMap(Inventory.Cluster::eks)
                .ifPresent(eks -> rights.add(Right.to("eks:DescribeCluster", eks)));
        String image = text(input, "ImageId");
        if (image.startsWith("ami-")) {
            rights.add(Right.to("ec2:DescribeImages", EVERYTHING));
        }
        inventory.snapshotsOfOwn(image).ifPresent(snapshots -> {
            Map<String, String> own = Map.of(OWNER, names.account());
            rights.add(Right.to("ec2:DescribeSnapshots", EVERYTHING));
            rights.add(new Right("ec2:ModifyImageAttribute", names.arnOfNobody("ec2", "image/" + image), own));
            snapshots.forEach(snapshot -> rights.add(
                    new Right("ec2:ModifySnapshotAttribute", names.arnOfNobody("ec2", "snapshot/" + snapshot), own)));
        });
        return rights;
    }

    private List<Right> cloudWatch(String operation, JsonNode input) {
        String action = "cloudwatch:" + operation;
        return switch (operation) {
            // Composite alarms are shown only to callers who may see every alarm.
            case "DescribeAlarms" -> List.of(Right.to(action, EVERYTHING));
            case "PutMetricAlarm" -> List.of(Right.to(action, alarm(text(input, "AlarmName"))));
            case "DeleteAlarms" -> {
                List<Right> rights = new ArrayList<>();
                input.path("AlarmNames").forEach(name -> rights.add(Right.to(action, alarm(name.asText()))));
                yield rights;
            }
            case "PutMetricData" ->
                List.of(new Right(action, EVERYTHING, Map.of("cloudwatch:namespace", text(input, "Namespace"))));
            default -> throw unknown("monitoring", operation);
        };
    }

    private String alarm(String name) {
        return names.arn("cloudwatch", "alarm:" + name);
    }

    private List<Right> entries(String operation, JsonNode input) {
        List<Right> rights = new ArrayList<>();
        input.path("Entries").forEach(entry -> {
            String bus = entry.path("EventBusName").asText("default");
            rights.add(Right.to(
                    "events:" + operation, bus.startsWith("arn:") ? bus : names.arn("events", "event-bus/" + bus)));
        });
        return rights;
    }

    private List<Right> schedule(String operation, JsonNode input) {
        String schedule = input.path("GroupName").asText("default") + "/" + text(input, "Name");
        return List.of(
                Right.to("scheduler:" + operation, names.arn("scheduler", "schedule/" + schedule)),
                new Right(
                        "iam:PassRole",
                        input.path("Target").path("RoleArn").asText(),
                        Map.of("iam:PassedToService", "scheduler.amazonaws.com")));
    }

    private List<Right> workflows(String operation, JsonNode input) {
        String action = "states:" + operation;
        return switch (operation) {
            case "DescribeExecution" -> List.of(Right.to(action, text(input, "executionArn")));
            case "ListExecutions" -> List.of(Right.to(action, text(input, "stateMachineArn")));
            case "SendTaskSuccess", "SendTaskFailure" ->
                inventory.machineOf(text(input, "taskToken")).stream()
                        .map(machine -> Right.to(action, machine))
                        .toList();
            default -> throw unknown("states", operation);
        };
    }

    private static String text(JsonNode input, String member) {
        return input.path(member).asText();
    }

    private static IllegalArgumentException unknown(String service, String operation) {
        return new IllegalArgumentException("no row says which rights " + service + ":" + operation
                + " needs. Remedy: add it to " + Rights.class.getName());
    }
}
