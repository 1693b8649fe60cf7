package io.hyperpatch.rehearsal.twin;

import io.hyperpatch.rehearsal.aws.ApiError;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether a well-formed UpdateClusterSoftware request may start, and for which groups.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-operate.html">HyperPod operations</a>
 */
final class StartRules {

    private static final Set<String> BLOCKING_CLUSTER =
            Set.of("Creating", "Updating", "Deleting", "RollingBack", "ClusterMaintenanceRollbackFailed");
    private static final Set<String> BLOCKING = Set.of("Creating", "Updating", "Deleting");

    private final TwinCluster cluster;
    private final TwinBehaviour behaviour;
    private final Surroundings surroundings;

    StartRules(TwinCluster cluster, TwinBehaviour behaviour, Surroundings surroundings) {
        this.cluster = cluster;
        this.behaviour = behaviour;
        this.surroundings = surroundings;
    }

    /** @param images by the groups on which the call changes something, in the call's order; may be none */
    record Start(SequencedMap<TwinGroup, ChosenImage> images) {
        Start {
            images = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(images));
        }
    }

    /** @throws ApiError what the service answers to a request that may not start */
    Start check(UpdateRequest request) {
        List<TwinGroup> targets = targets(request);
        SequencedMap<TwinGroup, ChosenImage> images = new LinkedHashMap<>();
        targets.forEach(group -> images.put(group, image(request, group)));
        images.forEach((group, image) -> checkImage(request, group, image.id()));
        checkDeployment(request);
        checkConflicts(targets);
        checkAlarms(request);
        images.entrySet().removeIf(each -> alreadyOn(request, each.getKey(), each.getValue()));
        return new Start(images);
    }

    /** The image that a request means for one of its groups. */
    private ChosenImage image(UpdateRequest request, TwinGroup group) {
        Optional<String> version = request.versionOf(group.name());
        if (version.isPresent() && request.imageId().isPresent()) {
            Unknowns.VersionBesideImageId both = behaviour.unknowns().versionBesideImageId();
            if (both == Unknowns.VersionBesideImageId.REFUSED) {
                throw invalid(
                        "Specify either ImageId or ImageReleaseVersion for instance group '" + group.name() + "'.");
            }
            version = version.filter(any -> both == Unknowns.VersionBesideImageId.VERSION_COUNTS);
        }
        if (version.isPresent()) {
            return release(group, version.get());
        }
        String id = request.imageId().orElse(ImageDisplay.DEFAULT);
        return id.equals(ImageDisplay.DEFAULT)
                ? new ChosenImage(cluster.catalogue().newest(group.real()).id(), false)
                : new ChosenImage(id, true);
    }

    private ChosenImage release(TwinGroup group, String version) {
        if (cluster.catalogue().custom(group.image().id())) {
            throw invalid("Instance group '" + group.name() + "' uses a custom AMI ("
                    + group.image().id() + "): ImageReleaseVersion is supported only for HyperPod-managed AMIs.");
        }
        return cluster.catalogue()
                .release(group.real(), version)
                .map(release -> new ChosenImage(release.id(), false))
                .orElseThrow(() -> invalid("ImageReleaseVersion " + version + " does not exist for instance group '"
                        + group.name() + "'."));
    }

    private List<TwinGroup> targets(UpdateRequest request) {
        if (request.groups().isEmpty()) {
            return cluster.groups().stream()
                    .filter(group -> !group.restricted())
                    .toList();
        }
        List<String> names = request.groups().get();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw invalid("Instance group '" + name + "' is listed more than once in InstanceGroups.");
            }
        }
        return names.stream().map(this::target).toList();
    }

    private TwinGroup target(String name) {
        TwinGroup group = cluster.group(name)
                .orElseThrow(() -> invalid("Instance group '" + name + "' does not exist in cluster '" + cluster.name()
                        + "'. Existing instance groups: "
                        + cluster.groups().stream().map(TwinGroup::name).toList() + "."));
        if (group.restricted()) {
            throw invalid("Instance group '" + name + "' is a restricted instance group:"
                    + " UpdateClusterSoftware does not support restricted instance groups.");
        }
        return group;
    }

    private void checkImage(UpdateRequest request, TwinGroup group, String image) {
        Catalogue catalogue = cluster.catalogue();
        boolean custom = catalogue.custom(group.image().id());
        if (request.imageId().isEmpty() && custom) {
            throw invalid("Instance group '" + group.name() + "' uses a custom AMI ("
                    + group.image().id() + "): provide an ImageId, or 'default'.");
        }
        if (cluster.slurm() && !custom && catalogue.custom(image)) {
            throw invalid("Instance group '" + group.name() + "' uses the default AMI: updating from the default"
                    + " AMI to a custom AMI is not supported for clusters orchestrated with Slurm.");
        }
        boolean byVersion = request.versionOf(group.name()).isPresent();
        if (!behaviour.unknowns().downgradeAccepted() && !byVersion && group.ranBefore(image)) {
            throw invalid("Instance group '" + group.name() + "' can not be downgraded to " + image + ".");
        }
        Optional<String> refusal =
                catalogue.custom(image) ? surroundings.imageRefusal().apply(image) : Optional.empty();
        refusal.ifPresent(reason -> {
            throw invalid("Invalid ImageId " + image + ": " + reason);
        });
    }

    private void checkDeployment(UpdateRequest request) {
        if (cluster.slurm() && request.rolling()) {
            throw invalid("RollingUpdatePolicy is supported only for clusters orchestrated with Amazon EKS.");
        }
        if (cluster.slurm()
                && !request.alarms().isEmpty()
                && behaviour.unknowns().slurmAlarms() == Unknowns.SlurmAlarms.REFUSED) {
            throw invalid("AutoRollbackConfiguration is supported only for clusters orchestrated with Amazon EKS.");
        }
        boolean tooMuch = request.batch().filter(StartRules::aboveHundred).isPresent()
                || request.rollbackBatch().filter(StartRules::aboveHundred).isPresent();
        if (tooMuch && !behaviour.unknowns().percentageAboveHundred()) {
            throw invalid("CAPACITY_PERCENTAGE must be between 1 and 100.");
        }
    }

    private static boolean aboveHundred(CapacitySize size) {
        return size.type() == CapacitySize.Type.CAPACITY_PERCENTAGE && size.value() > 100;
    }

    private void checkConflicts(List<TwinGroup> targets) {
        List<String> updating = (behaviour.unknowns().conflictScope() == Unknowns.ConflictScope.CLUSTER
                        ? cluster.groups()
                        : targets)
                .stream()
                        .filter(group -> group.rollout().isPresent())
                        .map(TwinGroup::name)
                        .toList();
        if (!updating.isEmpty()) {
            throw conflict("a software update is in progress for instance groups " + updating + ".");
        }
        if (BLOCKING_CLUSTER.contains(cluster.status())) {
            throw conflict("the cluster is in status " + cluster.status() + ".");
        }
        for (TwinGroup group : targets) {
            if (BLOCKING.contains(group.status())) {
                throw conflict("instance group '" + group.name() + "' is in status " + group.status() + ".");
            }
            if (group.scaling() && !lacksCapacity(group) && behaviour.unknowns().scalingConflicts()) {
                throw conflict("instance group '" + group.name() + "' has a scaling operation in progress.");
            }
        }
    }

    /**
     * While a group of a Continuous cluster works towards its minimum, the service takes no update; beyond it, it goes on without the
     * nodes that do not come.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-scaling-eks.html">Continuous
     *     provisioning</a>
     */
    private boolean lacksCapacity(TwinGroup group) {
        return cluster.continuous()
                && group.nodes().size() < group.targetCount()
                && group.nodes().size() >= group.real().path("MinCount").asInt();
    }

    private void checkAlarms(UpdateRequest request) {
        if (!behaviour.unknowns().alarmAtStartRefused()) {
            return;
        }
        Function<String, AlarmState> alarms = surroundings.alarms();
        List<String> raised = request.alarms().stream()
                .filter(name -> alarms.apply(name) == AlarmState.ALARM)
                .toList();
        if (!raised.isEmpty()) {
            throw invalid("Alarms " + raised + " of AutoRollbackConfiguration are in ALARM state.");
        }
    }

    /** Of a call that names a release version it is documented that it finishes the nodes left behind. */
    private boolean alreadyOn(UpdateRequest request, TwinGroup group, ChosenImage image) {
        boolean retried = behaviour.unknowns().skippedNodesRetried()
                || request.versionOf(group.name()).isPresent();
        boolean leftBehind =
                retried && group.nodes().stream().anyMatch(node -> !node.image().equals(image.id()));
        return group.image().id().equals(image.id()) && !leftBehind;
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationException", message);
    }

    private ApiError conflict(String why) {
        return ApiError.badRequest("ConflictException", "Cluster '" + cluster.name() + "' can not be updated: " + why);
    }
}
