package io.hyperpatch.infra;

import java.util.Set;
import java.util.TreeSet;

/**
 * Where HyperPod is, as far as this version knows.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod.html#sagemaker-hyperpod-available-regions">AWS
 *     Regions supported by SageMaker HyperPod</a>
 */
final class Regions {
    static final Set<String> WITH_HYPERPOD = new TreeSet<>(Set.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "eu-central-1",
            "eu-north-1",
            "eu-west-1",
            "eu-west-2",
            "eu-south-2",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-northeast-1",
            "sa-east-1"));

    private Regions() {}
}
