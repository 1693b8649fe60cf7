package io.hyperpatch.admission;

import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.image.ImageTerms;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.run.RunName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The request of a run on the cluster of {@link IntentFixture}. */
public final class RequestFixture {
    private RequestFixture() {}

    public static RunRequest of(RunName run, Map<String, Pin> pins) {
        Map<String, String> identities = new TreeMap<>();
        pins.forEach((group, pin) -> identities.put(group, pin.identity()));
        return new RunRequest(
                run,
                new ClusterRef(IntentFixture.ARN, "train-a"),
                "gpu-fleet",
                FleetPolicy.Mode.ACT,
                Optional.of(1L),
                pins,
                identities,
                new ImageTerms(Set.of(ImageTerms.SELF), false),
                RolloutRules.of(List.of(), DeploymentConfig.NONE),
                "arn:aws:states:us-west-2:111122223333:execution:patch-fleet:event-0",
                Optional.empty());
    }
}
