package io.hyperpatch.hyperpod;

import io.hyperpatch.cluster.ClusterArn;
import java.util.regex.Pattern;

/**
 * The ARNs of HyperPod clusters among those of all clusters.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeCluster.html">DescribeCluster, ClusterArn</a>
 */
public final class HyperPodArn {
    /** The name of the service in them. */
    public static final String SERVICE = "sagemaker";

    private static final Pattern ID = Pattern.compile("[a-z0-9]{12}");

    private HyperPodArn() {}

    /** An {@link IllegalArgumentException} names the text that is none. */
    public static ClusterArn of(String text) {
        ClusterArn arn = ClusterArn.of(text);
        if (!arn.service().equals(SERVICE) || !ID.matcher(arn.id()).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no ARN of a HyperPod cluster");
        }
        return arn;
    }
}
