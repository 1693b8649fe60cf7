package io.hyperpatch.role;

import java.util.Objects;

/**
 * The account and the region of a deployment. While a template is synthesized, each of the three may be a token that stands for a
 * value which only the deployment knows: they are joined, and never looked into.
 *
 * @param partition {@code aws}, {@code aws-cn} …
 * @param account twelve digits
 */
public record Place(String partition, String region, String account) {
    public Place {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(account, "account");
    }

    /** The ARN of something in this account and region. */
    public String arn(String service, String resource) {
        return arn(service, region, account, resource);
    }

    /** The ARN of something in this region that belongs to no account, as images and public parameters do. */
    public String arnOfNobody(String service, String resource) {
        return arn(service, region, "", resource);
    }

    /** The ARN of something of this account that is in no region, as roles are. */
    public String arnEverywhere(String service, String resource) {
        return arn(service, "", account, resource);
    }

    private String arn(String service, String where, String whose, String resource) {
        return "arn:" + partition + ":" + service + ":" + where + ":" + whose + ":" + resource;
    }
}
