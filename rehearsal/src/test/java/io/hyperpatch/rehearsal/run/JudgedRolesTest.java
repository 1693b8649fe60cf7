package io.hyperpatch.rehearsal.run;

import static io.hyperpatch.rehearsal.run.UnknownsTest.assertHeld;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of policy gives roles under which its own runs come to their end. */
class JudgedRolesTest {
    private static final String PUBLIC =
            "/aws/service/sagemaker-hyperpod/ami/x86_64/eks-1.31-amazon-linux-2/latest/ami-id";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a parameter     | eks-67   | ec2-ami-state-change           | {}",
                "a public one    | eks-67   | scheduled-event                | {image: {track: {ssm: " + PUBLIC
                        + "}, owners: [amazon]}}",
                "an image built  | eks-67   | image-builder-image-state-change | {image: {track: {ssm: null, imageBuilder: 'arn:aws:imagebuilder:us-east-1:123456789012:image/hyperpod-eks/1.x.x'}}}",
                "a search        | eks-67   | ec2-ami-state-change           | {image: {track: {ssm: null, ami: {name: 'hyperpod-eks-*', tags: {tested: 'yes'}}}}}",
                "one AMI         | eks-67   | ec2-ami-state-change           | {image: {track: ami-0f1e2d3c4b5a69788}}",
                "clusters by tag | eks-67   | ec2-ami-state-change           | {clusters: {names: null, tags: {patching: gpu-fleet, stage: dev}}}",
                "HyperPod's own  | eks-67   | scheduled-event                | {image: {track: {ssm: null, hyperpod: latest}, minimumAge: null, owners: [amazon]}}",
                "Slurm           | slurm-20 | ec2-ami-state-change           | {}",
            })
    void nothingIsDenied(String name, String cluster, String event, String policy) {
        RehearsalResult result = UnknownsTest.play("""
                name: judged
                description: A policy of one kind.
                cluster: %s
                policy: %s
                triggers:
                  - event: %s
                    expect: Verified
                """.formatted(cluster, policy, event));

        assertHeld(result);
        assertThat(result.surprises()).isEmpty();
        assertThat(result.evidence().rights().calls()).isPositive();
    }
}
