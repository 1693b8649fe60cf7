package io.hyperpatch.role;

import io.hyperpatch.hyperpod.aws.PublicImages;
import io.hyperpatch.intent.WireName;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.ImageTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far each action reaches: on which resources, under which conditions. An action that the policy gives
 * no cause for reaches nothing and is not granted.
 */
final class Reach {
    private static final String ANY = "*";
    private static final Limit EVERYTHING = Limit.to(ANY);
    private static final Limit NOTHING = new Limit(List.of(), Map.of());
    private static final String EQUALS = "StringEquals";

    private final Deployment deployment;
    private final Place place;

    /** Resources, and the conditions under which they are reached. */
    record Limit(List<String> resources, Map<String, Map<String, String>> conditions) {
        static Limit to(String... resources) {
            return new Limit(List.of(resources), Map.of());
        }

        Statement allow(List<String> actions) {
            return new Statement(actions, resources, conditions);
        }
    }

    Reach(Deployment deployment) {
        this.deployment = Objects.requireNonNull(deployment);
        this.place = deployment.place();
    }

    Limit of(String action) {
        Deployment.Parts parts = deployment.parts();
        return switch (action) {
            case "ssm:GetParameter" -> new Limit(parameters(), Map.of());
            case "ssm:GetParametersByPath" -> publicImages();
            case "imagebuilder:GetImage" -> new Limit(builtImages(), Map.of());
            // Neither knows resources; composite alarms are shown only to those who may see every alarm.
            case "ec2:DescribeImages",
                    "ec2:DescribeSnapshots",
                    "ec2:DescribeInstanceTypes",
                    "cloudwatch:DescribeAlarms" -> EVERYTHING;
            case "sagemaker:ListClusters" -> byTags() ? EVERYTHING : NOTHING;
            // The tags decide whether a cluster is the policy's, so they are read before that is known.
            case "sagemaker:ListTags" -> byTags() ? Limit.to(everyCluster()) : NOTHING;
            // Runs and parked leases outlive the policy that began them, and are looked at to their end. Only changes
            // are
            // narrowed.
            case "sagemaker:DescribeCluster",
                    "sagemaker:ListClusterNodes",
                    "sagemaker:DescribeClusterNode",
                    "sagemaker:ListClusterEvents",
                    "sagemaker:DescribeClusterEvent" -> Limit.to(everyCluster());
            case "sagemaker:UpdateClusterSoftware" -> clusters();
            // HyperPod asks EKS in the caller's name; nothing in a policy tells the name of the EKS cluster.
            case "eks:DescribeCluster" -> Limit.to(place.arn("eks", "cluster/*"));
            case "cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms" ->
                Limit.to(place.arn("cloudwatch", "alarm:" + WireName.PREFIX + "*"));
            case "cloudwatch:PutMetricData" ->
                new Limit(List.of("*"), Map.of(EQUALS, Map.of("cloudwatch:namespace", "Hyperpatch")));
            case "sns:Publish" -> Limit.to(parts.topic());
            case "kms:Decrypt", "kms:GenerateDataKey" -> Limit.to(parts.key());
            case "events:PutEvents" -> Limit.to(parts.bus());
            case "scheduler:CreateSchedule" -> Limit.to(parts.schedules());
            // The execution roles of instance groups: their names are the customer's, and no policy tells them.
            case "iam:SimulatePrincipalPolicy" -> Limit.to(place.arnEverywhere("iam", "role/*"));
            case "iam:PassRole" ->
                new Limit(
                        List.of(parts.returns()),
                        Map.of(EQUALS, Map.of("iam:PassedToService", "scheduler.amazonaws.com")));
            case "ec2:ModifyImageAttribute" -> own("image", customImages());
            case "ec2:ModifySnapshotAttribute" -> own("snapshot", customImages().isEmpty() ? List.of() : List.of(ANY));
            default -> {
                if (action.startsWith("dynamodb:")) {
                    yield Limit.to(parts.table());
                }
                throw new IllegalArgumentException("no table says how far " + action + " reaches");
            }
        };
    }

    private boolean byTags() {
        return deployment.policy().clusters() instanceof ClusterSelection.ByTags;
    }

    /**
     * The policy's clusters. By tags: those that carry all of them, now or later. By names: the ARNs that
     * the deployment was given; without them every cluster of the account and region, since a cluster's ARN
     * holds an id that its name does not tell.
     *
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html">actions,
     *     resources and condition keys of SageMaker</a>
     */
    private Limit clusters() {
        return switch (deployment.policy().clusters()) {
            case ClusterSelection.ByTags tagged ->
                new Limit(
                        List.of(everyCluster()),
                        Map.of(
                                EQUALS,
                                tagged.tags().entrySet().stream()
                                        .collect(Collectors.toMap(
                                                tag -> "sagemaker:ResourceTag/" + tag.getKey(), Map.Entry::getValue))));
            case ClusterSelection.ByName named ->
                deployment.clusterArns().isEmpty()
                        ? Limit.to(everyCluster())
                        : new Limit(deployment.clusterArns(), Map.of());
        };
    }

    private String everyCluster() {
        return place.arn("sagemaker", "cluster/*");
    }

    private List<String> parameters() {
        List<String> arns = new ArrayList<>();
        arns.add(deployment.parts().policy());
        tracked(ImageTrack.SsmParameter.class).forEach(parameter -> {
            String resource = "parameter" + (parameter.name().startsWith("/") ? "" : "/") + parameter.name();
            arns.add(parameter.isPublic() ? place.arnOfNobody("ssm", resource) : place.arn("ssm", resource));
        });
        return arns;
    }

    /** The public parameters that name HyperPod's images, where the policy follows these. */
    private Limit publicImages() {
        return tracked(ImageTrack.HyperPodLatest.class).findAny().isPresent()
                ? Limit.to(place.arnOfNobody("ssm", "parameter" + PublicImages.PARAMETERS + "*"))
                : NOTHING;
    }

    /** The version that is asked for may hold an x; what is found is some build of it. */
    private List<String> builtImages() {
        return tracked(ImageTrack.ImageBuilderImage.class)
                .map(image -> {
                    int version = image.arn().lastIndexOf('/') + 1;
                    return image.arn().substring(0, version)
                            + image.arn().substring(version).replace("x", ANY)
                            + ANY;
                })
                .toList();
    }

    private <T extends ImageTrack> Stream<T> tracked(Class<T> kind) {
        return deployment.policy().image().track().parts().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .distinct();
    }

    /** The AMIs of this account that an update may install; none if the policy tracks images of AWS. */
    private List<String> customImages() {
        List<String> names = deployment.policy().image().track().parts().stream()
                .flatMap(part -> switch (part) {
                    case ImageTrack.FixedAmi fixed -> Stream.of(fixed.imageId());
                    case ImageTrack.HyperPodLatest latest -> Stream.<String>empty();
                    case ImageTrack.SsmParameter parameter ->
                        parameter.isPublic() ? Stream.<String>empty() : Stream.of(ANY);
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
        return names.isEmpty()
                ? NOTHING
                : new Limit(
                        names.stream()
                                .map(name -> place.arnOfNobody("ec2", resource + "/" + name))
                                .toList(),
                        Map.of(EQUALS, Map.of("ec2:Owner", place.account())));
    }
}
