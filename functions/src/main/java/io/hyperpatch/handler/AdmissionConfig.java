package io.hyperpatch.handler;

import java.util.Objects;

/**
 * What admission goes by.
 *
 * @param policyParameter the name of the SSM parameter that holds the fleet policy
 * @param region whose AMIs count, where an image is distributed to several
 * @param patchCluster the ARN of the state machine that runs are executions of
 */
public record AdmissionConfig(String policyParameter, String region, String patchCluster) {
    public static final String POLICY_PARAMETER = "POLICY_PARAMETER";

    public AdmissionConfig {
        Objects.requireNonNull(policyParameter, "policyParameter");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(patchCluster, "patchCluster");
    }

    /** The region is that of the function. */
    public static AdmissionConfig from(Environment environment) {
        return new AdmissionConfig(
                environment.required(POLICY_PARAMETER),
                environment.required(Environment.REGION),
                JanitorConfig.patchCluster(environment));
    }
}
