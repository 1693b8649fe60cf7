package io.hyperpatch.harm;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.cluster.SoftwareUpdate;
import io.hyperpatch.intent.GroupBefore;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.Stand;
import io.hyperpatch.proof.StepProof;
import io.hyperpatch.rollout.Finding;
import io.hyperpatch.rollout.RollbackSeen;
import io.hyperpatch.rollout.RunPlans;
import io.hyperpatch.rollout.Sight;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records harm where it is seen, before anything else is made of what was seen: a function that dies afterwards
 * leaves it behind. A step back does none: what it is on its way from is known already.
 */
public final class HarmSeen {
    private final Harms harms;
    private final RunPlans plans;
    private final Function<RunName, Map<String, String>> identities;

    /** @param identities of a run's pins, by group, as they were admitted; what is missing, the call itself says */
    public HarmSeen(Store store, Function<RunName, Map<String, String>> identities) {
        this.harms = new Harms(store);
        this.plans = new RunPlans(store);
        this.identities = Objects.requireNonNull(identities);
    }

    /** Records what one look sees of a rollback by the service. */
    public void inLook(Finding finding, Sight sight) {
        for (InstanceGroup group : RollbackSeen.groups(finding, sight)) {
            Intent intent = ((Finding.InFlight) finding).intent();
            record(intent, group.name(), shown(intent, group), Harm.Kind.HARMED, Harm.By.SERVICE, sight.now());
        }
    }

    /** Records what the proof of a step shows, unless the proof is still open. */
    public void inProof(Intent intent, StepProof proof, Cluster cluster, Instant now) {
        if (proof.verdict() == GroupProof.Verdict.IN_FLIGHT || proof.verdict() == GroupProof.Verdict.NOT_YET) {
            return;
        }
        for (GroupProof group : proof.groups()) {
            by(intent, group)
                    .ifPresent(by -> record(
                            intent,
                            group.name(),
                            cluster.group(group.name()).flatMap(known -> shown(intent, known)),
                            by == Harm.By.PERSON ? Harm.Kind.HELD : Harm.Kind.HARMED,
                            by,
                            now));
        }
    }

    /** Records that a person had a run end: what it was to bring, or has brought, is held back. */
    public void inAbort(RunName run, ClusterArn cluster, Instant now) {
        Map<String, String> known = identities.apply(run);
        Set<String> planned = plans.of(run).steps().stream()
                .filter(step -> !step.isBack())
                .flatMap(step -> step.groups().stream())
                .collect(Collectors.toSet());
        known.forEach((group, identity) -> {
            if (planned.isEmpty() || planned.contains(group)) {
                harms.record(
                        cluster, Harm.of(group, identity, Optional.empty(), Harm.Kind.HELD, Harm.By.PERSON, run, now));
            }
        });
    }

    /** Empty for a group that the image did no harm to. */
    private static Optional<Harm.By> by(Intent intent, GroupProof group) {
        boolean others = intent.othersAt().isPresent();
        boolean serviceSaysSo =
                group.updateStatus().filter(SoftwareUpdate::undone).isPresent();
        return switch (group.verdict()) {
            case ROLLED_BACK -> Optional.of(others && !serviceSaysSo ? Harm.By.PERSON : Harm.By.SERVICE);
            case MIXED -> {
                boolean failed = group.undone() || group.stands().contains(Stand.NOT_RUNNING);
                boolean endedWell = group.updateStatus()
                        .filter(SoftwareUpdate.SUCCEEDED::equals)
                        .isPresent();
                // Where the update ended well, or others have updated the group since, that nodes are elsewhere is the
                // doing of others.
                yield failed || !others && !endedWell ? Optional.of(Harm.By.NODES) : Optional.empty();
            }
            case VERIFIED,
                    UPDATED,
                    VERIFIED_WITH_SKIPS,
                    ALREADY_CURRENT,
                    EMPTY,
                    UNPROVEN,
                    UNKNOWN,
                    IN_FLIGHT,
                    NOT_YET -> Optional.empty();
        };
    }

    private void record(Intent intent, String group, Optional<String> shown, Harm.Kind kind, Harm.By by, Instant now) {
        RunName run = intent.id().run();
        if (isBack(intent)) {
            return;
        }
        String identity = identities.apply(run).getOrDefault(group, intent.pin().identity());
        harms.record(intent.cluster(), Harm.of(group, identity, shown, kind, by, run, now));
    }

    private boolean isBack(Intent intent) {
        return plans.of(intent.id().run()).steps().stream()
                .filter(step -> step.index() == intent.id().step())
                .anyMatch(Step::isBack);
    }

    /** The image that the update was to bring, where the group shows it: on a rollback its two images swap. */
    private static Optional<String> shown(Intent intent, InstanceGroup group) {
        ShownImage before = Optional.ofNullable(intent.before().get(group.name()))
                .map(GroupBefore::currentImage)
                .orElse(ShownImage.NONE);
        return Stream.of(group.desiredImage(), group.currentImage())
                .filter(image -> image.differsFrom(before))
                .findFirst()
                .flatMap(ShownImage::text);
    }
}
