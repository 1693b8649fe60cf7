package io.hyperpatch.infra;

import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.PolicyReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One policy for each kind of thing that decides about rules and roles. */
final class Policies {
    /** Names one cluster, tracks a parameter, watches an alarm. */
    static final FleetPolicy EXAMPLE = of("""
            clusters: { names: [train-a] }
            image: { track: { ssm: /golden/hyperpod-eks/ami-id }, owners: [self] }
            rollout: { batch: 10%, wait: PT10M, alarms: ["gpu-xid-{cluster}"] }
            """);

    static final FleetPolicy TAGGED = of("""
            clusters: { tags: { patching: gpu-fleet, stage: dev } }
            image: { track: { ssm: golden }, owners: [self] }
            rollout: { batch: 10%, wait: PT10M, alarms: ["gpu-xid-{cluster}", "fleet*"] }
            """);

    static final FleetPolicy BUILT = of("""
            clusters: { names: [train-a, train-b] }
            image: { track: { imageBuilder: "arn:aws:imagebuilder:us-west-2:111122223333:image/hyperpod-eks/1.x.x" }, owners: [self] }
            """);

    static final FleetPolicy SEARCHED = of("""
            clusters: { names: [train-a] }
            image: { track: { ami: { name: "hyperpod-eks-*", tags: { tested: "yes" } } }, owners: [self] }
            """);

    static final FleetPolicy FIXED = of("""
            clusters: { names: [train-a] }
            image: { track: ami-0f1e2d3c4b5a69788, owners: [self] }
            """);

    static final FleetPolicy HYPERPOD = of("""
            clusters: { tags: { patching: gpu-fleet } }
            image: { track: { hyperpod: latest }, owners: [amazon] }
            """);

    /** Tracks a parameter that AWS publishes for everybody. */
    static final FleetPolicy PUBLISHED = of("""
            clusters: { names: [train-a] }
            image: { track: { ssm: /aws/service/sagemaker-hyperpod/ami/x86_64/eks-1.31/latest/ami-id }, owners: [amazon] }
            """);

    /** Tracks one parameter for x86 and another for Arm. */
    static final FleetPolicy BY_ARCHITECTURE = of("""
            clusters: { names: [train-a] }
            image: { track: { x86_64: { ssm: /golden/hyperpod-eks/ami-id }, arm64: { ssm: /golden/arm/ami-id } }, owners: [self] }
            """);

    /** Tracks an Image Builder image for x86, and a fixed AMI for Arm. */
    static final FleetPolicy BUILT_AND_FIXED = of("""
            clusters: { names: [train-a] }
            image:
              track:
                x86_64: { imageBuilder: "arn:aws:imagebuilder:us-west-2:111122223333:image/hyperpod-eks/1.x.x" }
                arm64: ami-0f1e2d3c4b5a69788
              owners: [self]
            """);

    static final List<FleetPolicy> ALL =
            List.of(EXAMPLE, TAGGED, BUILT, SEARCHED, FIXED, HYPERPOD, PUBLISHED, BY_ARCHITECTURE, BUILT_AND_FIXED);

    private Policies() {}

    static FleetPolicy of(String body) {
        String text = "name: gpu-fleet\nmode: act\n" + body;
        return new PolicyReader().read("policy.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
