package io.hyperpatch.cluster;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Amazon Resource Name of a HyperPod cluster; the last part is the cluster's id, not its name.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeCluster.html">DescribeCluster</a>
 */
public record ClusterArn(String partition, String region, String account, String id) {
    private static final Pattern FORM =
            Pattern.compile("arn:(aws[a-z\\-]*):sagemaker:([a-z0-9\\-]*):([0-9]{12}):cluster/([a-z0-9]{12})");

    /** An {@link IllegalArgumentException} names the text that is none. */
    @JsonCreator
    public static ClusterArn of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no cluster ARN; it looks like arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456");
        }
        return new ClusterArn(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    }

    @Override
    @JsonValue
    public String toString() {
        return "arn:" + partition + ":sagemaker:" + region + ":" + account + ":cluster/" + id;
    }
}
