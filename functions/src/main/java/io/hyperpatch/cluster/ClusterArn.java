package io.hyperpatch.cluster;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Amazon Resource Name of a cluster, which tells its service. The last part is the cluster's id, not
 * its name.
 *
 * <p>Everything that is stored about a cluster is stored under this text.
 *
 * @param service {@code sagemaker} of HyperPod clusters; whether a platform serves it is asked where the
 *     cluster is
 * @param id as long as ids of services are, so that most names are refused at once
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Amazon Resource Names</a>
 */
public record ClusterArn(String partition, String service, String region, String account, String id) {
    private static final Pattern FORM = Pattern.compile(
            "arn:(aws[a-z\\-]*):([a-z0-9\\-]+):([a-z0-9\\-]*):([0-9]{12}):cluster/([A-Za-z0-9_]{10,64})");

    /** An {@link IllegalArgumentException} names the text that is none. */
    @JsonCreator
    public static ClusterArn of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no cluster ARN; it looks like arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456");
        }
        return new ClusterArn(parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5));
    }

    @Override
    @JsonValue
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":cluster/" + id;
    }
}
