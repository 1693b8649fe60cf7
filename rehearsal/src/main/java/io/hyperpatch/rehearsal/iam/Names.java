package io.hyperpatch.rehearsal.iam;

import java.util.Objects;

/**
 * The ARNs of what a call names.
 *
 * @param account twelve digits
 * @param table the ARN of the product's table
 * @param key the ARN of the key that encrypts the topics
 */
public record Names(String partition, String region, String account, String table, String key) {
    private static final String PUBLIC_PARAMETERS = "/aws/service/";

    public Names {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(key, "key");
    }

    String arn(String service, String resource) {
        return arnOf(service, account, resource);
    }

    /** Images and snapshots belong to no account in their ARNs. */
    String arnOfNobody(String service, String resource) {
        return arnOf(service, "", resource);
    }

    /**
     * The ARN of a parameter, which has no account if AWS publishes it for everybody.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html">public
     *     parameters</a>
     */
    String parameter(String nameOrArn) {
        if (nameOrArn.startsWith("arn:")) {
            return nameOrArn;
        }
        String resource = "parameter" + (nameOrArn.startsWith("/") ? "" : "/") + nameOrArn;
        return nameOrArn.startsWith(PUBLIC_PARAMETERS) ? arnOfNobody("ssm", resource) : arn("ssm", resource);
    }

    private String arnOf(String service, String owner, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + owner + ":" + resource;
    }
}
