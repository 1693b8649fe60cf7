package io.hyperpatch.infra;

import io.hyperpatch.admission.aws.PublicImages;
import io.hyperpatch.intent.IntentId;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.ImageTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.ssm.IStringParameter;

/**
 * How far each action reaches: on which resources, under which conditions. An action that the policy gives no cause for
 * reaches nothing and is not granted.
 */
final class Reach {
    private static final String ANY = "*";
    private static final List<String> EVERYTHING = List.of(ANY);

    private final Stack stack;
    private final Settings settings;
    private final Clusters clusters;
    private final Shared shared;

    /** What several functions use. */
    record Shared(
            ITable table,
            IStringParameter policy,
            Notifications notifications,
            IEventBus bus,
            Returns returns,
            IQueue deadLetters) {}

    /** Resources, and what must be true of them. */
    record Limit(List<String> resources, Map<String, Object> conditions) {
        static Limit to(String... resources) {
            return new Limit(List.of(resources), Map.of());
        }
    }

    Reach(Stack stack, Settings settings, Shared shared) {
        this.stack = Objects.requireNonNull(stack);
        this.settings = Objects.requireNonNull(settings);
        this.clusters = Clusters.of(stack, settings);
        this.shared = Objects.requireNonNull(shared);
    }

    Limit of(String action) {
        return switch (action) {
            case "ssm:GetParameter" -> new Limit(parameters(), Map.of());
            case "ssm:GetParametersByPath" -> new Limit(publicImages(), Map.of());
            case "imagebuilder:GetImage" -> new Limit(builtImages(), Map.of());
            // Neither knows resources; composite alarms are shown only to those who may see every alarm.
            case "ec2:DescribeImages",
                    "ec2:DescribeSnapshots",
                    "ec2:DescribeInstanceTypes",
                    "cloudwatch:DescribeAlarms" -> new Limit(EVERYTHING, Map.of());
            case "sagemaker:ListClusters" -> new Limit(byTags() ? EVERYTHING : List.of(), Map.of());
            // The tags decide whether a cluster is the policy's, so they are read before that is known.
            case "sagemaker:ListTags" -> new Limit(byTags() ? List.of(Clusters.every(stack)) : List.of(), Map.of());
            case "sagemaker:DescribeCluster",
                    "sagemaker:ListClusterNodes",
                    "sagemaker:DescribeClusterNode",
                    "sagemaker:UpdateClusterSoftware" -> new Limit(clusters.arns(), clusters.conditions());
            case "cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms" -> Limit.to(wires());
            case "cloudwatch:PutMetricData" ->
                new Limit(EVERYTHING, Map.of("StringEquals", Map.of("cloudwatch:namespace", "Hyperpatch")));
            case "sns:Publish" -> Limit.to(shared.notifications().topic().getTopicArn());
            case "kms:Decrypt", "kms:GenerateDataKey" ->
                Limit.to(shared.notifications().key().getKeyArn());
            case "events:PutEvents" -> Limit.to(shared.bus().getEventBusArn());
            case "scheduler:CreateSchedule" -> Limit.to(shared.returns().schedules());
            case "iam:PassRole" ->
                new Limit(
                        List.of(shared.returns().role().getRoleArn()),
                        Map.of("StringEquals", Map.of("iam:PassedToService", "scheduler.amazonaws.com")));
            case "ec2:ModifyImageAttribute" -> own("image", customImages());
            case "ec2:ModifySnapshotAttribute" -> own("snapshot", customImages().isEmpty() ? List.of() : List.of(ANY));
            default -> {
                if (action.startsWith("dynamodb:")) {
                    yield Limit.to(shared.table().getTableArn());
                }
                throw new IllegalArgumentException("nobody has said how far " + action + " reaches");
            }
        };
    }

    private boolean byTags() {
        return settings.policy().clusters() instanceof ClusterSelection.ByTags;
    }

    private List<String> parameters() {
        List<String> arns = new ArrayList<>();
        arns.add(shared.policy().getParameterArn());
        tracked(ImageTrack.SsmParameter.class)
                .map(ImageTrack.SsmParameter::name)
                .forEach(name -> arns.add(arn("ssm", "parameter", name.startsWith("/") ? name.substring(1) : name)));
        return arns;
    }

    /** Public parameters belong to no account. */
    private List<String> publicImages() {
        return tracked(ImageTrack.HyperPodLatest.class)
                .map(latest -> stack.formatArn(ArnComponents.builder()
                        .service("ssm")
                        .account("")
                        .resource("parameter")
                        .resourceName(PublicImages.PARAMETERS.substring(1) + "*")
                        .build()))
                .distinct()
                .toList();
    }

    private <T extends ImageTrack> Stream<T> tracked(Class<T> kind) {
        return settings.policy().image().track().parts().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .distinct();
    }

    /** The version that is asked for may hold an x; what is found is some build of it. */
    private List<String> builtImages() {
        return tracked(ImageTrack.ImageBuilderImage.class)
                .map(image -> {
                    int version = image.arn().lastIndexOf('/') + 1;
                    return image.arn().substring(0, version)
                            + image.arn().substring(version).replace("x", "*") + "*";
                })
                .toList();
    }

    private String wires() {
        return stack.formatArn(ArnComponents.builder()
                .service("cloudwatch")
                .resource("alarm")
                .resourceName(IntentId.WIRES + "*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    }

    /** Which AMIs of this account an update may install; none if the policy tracks HyperPod's own. */
    private List<String> customImages() {
        List<String> names = settings.policy().image().track().parts().stream()
                .flatMap(part -> switch (part) {
                    case ImageTrack.FixedAmi fixed -> Stream.of(fixed.imageId());
                    case ImageTrack.HyperPodLatest latest -> Stream.<String>of();
                    case ImageTrack.SsmParameter parameter -> Stream.of(ANY);
                    case ImageTrack.ImageBuilderImage image -> Stream.of(ANY);
                    case ImageTrack.AmiSearch search -> Stream.of(ANY);
                    case ImageTrack.ByArchitecture map ->
                        throw new IllegalArgumentException("a map by architecture in another");
                })
                .distinct()
                .toList();
        return names.contains(ANY) ? List.of(ANY) : names;
    }

    /** HyperPod shares a custom AMI with itself in the caller's name; it must be of the same account. */
    private Limit own(String resource, List<String> names) {
        if (names.isEmpty()) {
            return new Limit(List.of(), Map.of());
        }
        List<String> arns = names.stream()
                .map(name -> stack.formatArn(ArnComponents.builder()
                        .service("ec2")
                        .account("")
                        .resource(resource)
                        .resourceName(name)
                        .build()))
                .toList();
        return new Limit(arns, Map.of("StringEquals", Map.of("ec2:Owner", stack.getAccount())));
    }

    private String arn(String service, String resource, String name) {
        return stack.formatArn(ArnComponents.builder()
                .service(service)
                .resource(resource)
                .resourceName(name)
                .build());
    }
}
