package io.hyperpatch.rollout;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.cluster.SoftwareUpdate;
import io.hyperpatch.intent.Adoption;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.GroupBefore;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.NodeBefore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a look sees.
 *
 * @param intents those of one step, in order; the last is the one that counts unless another's wire is shown
 * @param nodes the nodes now; read only when it has to be proved that nothing began
 * @param before the nodes when the last intent was planned; likewise
 */
public record Sight(
        List<Intent> intents, Cluster cluster, Optional<NodeListing> nodes, List<NodeBefore> before, Instant now) {
    public Sight {
        intents = List.copyOf(intents);
        before = List.copyOf(before);
        if (intents.isEmpty()) {
            throw new IllegalArgumentException("a look needs the intent it looks for");
        }
    }

    Intent last() {
        return intents.getLast();
    }

    /**
     * A call before the last one that the service did not turn down: what was concluded of it may have been
     * wrong.
     */
    boolean earlierInDoubt() {
        return intents.subList(0, intents.size() - 1).stream()
                .anyMatch(intent -> intent.calledAt().isPresent() && !intent.wasTurnedDown());
    }

    List<InstanceGroup> groups(Intent intent) {
        return intent.groups().stream()
                .flatMap(name -> cluster.group(name).stream())
                .toList();
    }

    /** The intent whose wire some group's configuration lists. */
    Optional<Intent> marked() {
        return intents.reversed().stream()
                .filter(intent -> cluster.groups().stream().anyMatch(intent::marks))
                .findFirst();
    }

    /**
     * An update in effect, in whatever group, whose configuration is shown and cannot be that of a call of
     * ours.
     */
    Optional<InstanceGroup> theirs() {
        return cluster.groups().stream()
                .filter(InstanceGroup::updateUnderWay)
                .filter(group -> group.activeUpdate().isPresent())
                .filter(group ->
                        intents.stream().noneMatch(intent -> intent.marks(group) || unmarkedLike(intent, group)))
                .findFirst();
    }

    /**
     * A call that marks no update asks for nothing, so a configuration that asks for nothing may be its
     * own.
     */
    private static boolean unmarkedLike(Intent intent, InstanceGroup group) {
        return !intent.ownership().marksUpdates()
                && intent.groups().contains(group.name())
                && group.activeUpdate().filter(DeploymentConfig::asksForNothing).isPresent();
    }

    /** The service began nothing for this call, and no earlier one can be what stood in its way. */
    boolean turnedDown(Intent intent) {
        return intent.wasTurnedDown() && !earlierInDoubt();
    }

    /** An update of the call's groups is under way that shows no configuration, and may be the call's own. */
    boolean mayShow(Intent intent) {
        if (turnedDown(intent) || theirs().isPresent()) {
            return false;
        }
        boolean accepted = intent.answer()
                .filter(answer -> answer.kind() == Answer.Kind.ACCEPTED)
                .isPresent();
        return accepted ? oursUnderWay(intent) : groups(intent).stream().anyMatch(intent::mayHaveBegun);
    }

    boolean oursUnderWay(Intent intent) {
        return groups(intent).stream().anyMatch(InstanceGroup::updateUnderWay);
    }

    /**
     * Some group shows the pin as what it shall run, and no sign of an end yet: an update may have no
     * status before it begins.
     */
    boolean headedForThePin(Intent intent) {
        return groups(intent).stream().anyMatch(group -> headedForThePin(intent, group));
    }

    private static boolean headedForThePin(Intent intent, InstanceGroup group) {
        ShownImage pin = intent.pinned();
        GroupBefore was = intent.before().get(group.name());
        return group.desiredImage().sameAs(pin)
                && !group.currentImage().sameAs(pin)
                && group.softwareUpdateStatus()
                        .map(status -> was.softwareUpdateStatus().equals(Optional.of(status)))
                        .orElse(true);
    }

    /**
     * An update of the intent's groups that shows as yet only that it is wanted: a group is headed for the
     * pin, or the status of an earlier update is gone and nothing else has moved. Whatever has ended shows
     * more.
     */
    boolean onlyWanted(Intent intent) {
        return intent.progress().isEmpty()
                && groups(intent).stream()
                        .anyMatch(group -> headedForThePin(intent, group) || onlyLostItsStatus(intent, group));
    }

    private boolean onlyLostItsStatus(Intent intent, InstanceGroup group) {
        GroupBefore was = intent.before().get(group.name());
        return was.softwareUpdateStatus().isPresent()
                && group.softwareUpdateStatus().isEmpty()
                && was.currentImage().equals(group.currentImage())
                && was.desiredImage().equals(group.desiredImage())
                && !was.currentImage().sameAs(intent.pinned())
                && !nodesChanged(group.name()::equals);
    }

    /**
     * Each group of the intent shows which image it runs: without that, a call that began late could not be
     * seen by its effect.
     */
    boolean showsImages(Intent intent) {
        return groups(intent).stream().allMatch(group -> group.currentImage().isShown());
    }

    /** After this update was seen under way, a group of it shows the configuration of another one. */
    boolean overtaken(Intent intent) {
        boolean seen = intent.ownership().marksUpdates()
                ? intent.sightedAt().isPresent()
                : intent.progress().isPresent();
        return seen
                && theirs().filter(group -> intent.groups().contains(group.name()))
                        .isPresent();
    }

    boolean anyUnderWay() {
        return cluster.groups().stream().anyMatch(InstanceGroup::updateUnderWay);
    }

    /**
     * The call of which a person has said that what it began is over. Nothing of it where an update or a wire is shown, which is
     * followed first, nor where nobody saw its update and all is as it was: that proves itself that nothing began.
     */
    public Optional<Intent> adopted() {
        return intents.reversed().stream()
                .filter(intent -> intent.isOpen() && intent.isAdopted(Adoption.As.ENDED))
                .findFirst()
                .filter(intent -> !anyUnderWay() && marked().isEmpty())
                .filter(intent -> intent.sightedAt().isPresent()
                        || intent.progress().isPresent()
                        || groupsChanged(intent)
                        || nodesChanged());
    }

    /** Some group of the intent is not what it was. */
    boolean groupsChanged(Intent intent) {
        List<InstanceGroup> groups = groups(intent);
        return groups.size() < intent.groups().size()
                || groups.stream()
                        .anyMatch(group -> !intent.before().get(group.name()).stillAsIn(group));
    }

    /**
     * A group of the intent that its call would have changed, and that is as it was: then the call has
     * begun nothing, whatever somebody else has done to the other groups. A group that was rolled back
     * before would look the same after another rollback.
     */
    Optional<InstanceGroup> untouched(Intent intent) {
        return groups(intent).stream()
                .filter(group -> isAsItWas(intent, group) && !isUnwitnessed(intent, group))
                .findFirst();
    }

    /**
     * A group that is as it was although its accepted call should have changed it, and of whose nodes from
     * before none could show that it was: somebody else may have taken the update back.
     */
    Optional<InstanceGroup> unwitnessed(Intent intent) {
        return groups(intent).stream()
                .filter(group -> isAsItWas(intent, group) && isUnwitnessed(intent, group))
                .findFirst();
    }

    private boolean isAsItWas(Intent intent, InstanceGroup group) {
        GroupBefore was = intent.before().get(group.name());
        return was.currentImage().differsFrom(intent.pinned())
                && !was.softwareUpdateStatus().equals(Optional.of(SoftwareUpdate.ROLLBACK_COMPLETE))
                && was.stillAsIn(group)
                && !nodesChanged(group.name()::equals);
    }

    /** Only a node that ran before the call, and is still there, shows by its update time that no update has come to it. */
    private boolean isUnwitnessed(Intent intent, InstanceGroup group) {
        Set<String> now = nodeIds();
        return intent.wasAccepted()
                && before.stream()
                        .filter(node -> node.group().equals(group.name()) && node.running())
                        .noneMatch(node -> now.contains(node.instanceId()));
    }

    /**
     * A group that is not on its pin had been rolled back before the call: after another rollback it would
     * look the same.
     */
    boolean hidesARollback(Intent intent) {
        return intent.before().values().stream()
                .anyMatch(was -> was.softwareUpdateStatus().equals(Optional.of(SoftwareUpdate.ROLLBACK_COMPLETE))
                        && !was.currentImage().sameAs(intent.pinned()));
    }

    /**
     * Says why the nodes that were read may not be all of those of an intent's groups; empty also where
     * none were read.
     */
    Optional<String> doubt(Intent intent) {
        return nodes.stream()
                .flatMap(listing -> groups(intent).stream().flatMap(group -> listing.doubt(group).stream()))
                .findFirst();
    }

    /**
     * A group that shows no image, and of whose nodes from before the call none is left: what they would
     * tell has gone with them, and an update of the group would look like none.
     */
    Optional<InstanceGroup> withoutATrace(Intent intent) {
        Set<String> now = nodeIds();
        return groups(intent).stream()
                .filter(group -> !group.currentImage().isShown())
                .filter(group -> {
                    List<NodeBefore> were = before.stream()
                            .filter(node -> node.group().equals(group.name()))
                            .toList();
                    return !were.isEmpty() && were.stream().noneMatch(node -> now.contains(node.instanceId()));
                })
                .findFirst();
    }

    private Set<String> nodeIds() {
        return nodes.map(NodeListing::nodes).orElse(List.of()).stream()
                .map(Node::instanceId)
                .collect(Collectors.toSet());
    }

    /** Some node that was there before has been updated since. */
    boolean nodesChanged() {
        return nodesChanged(group -> true);
    }

    private boolean nodesChanged(Predicate<String> ofGroup) {
        Map<String, Node> now = nodes.map(NodeListing::nodes).orElse(List.of()).stream()
                .collect(Collectors.toMap(Node::instanceId, Function.identity()));
        return before.stream()
                .filter(node -> ofGroup.test(node.group()) && now.containsKey(node.instanceId()))
                .anyMatch(node -> node.updatedIn(now.get(node.instanceId())));
    }
}
