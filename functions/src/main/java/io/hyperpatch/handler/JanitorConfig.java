package io.hyperpatch.handler;

/**
 * Whose ends the janitor cleans up after.
 *
 * @param patchCluster the state machine's ARN; likewise the others
 */
public record JanitorConfig(String patchCluster, String patchFleet, String reconcile) {
    public static final String PATCH_CLUSTER = "PATCH_CLUSTER_MACHINE";
    public static final String PATCH_FLEET = "PATCH_FLEET_MACHINE";
    public static final String RECONCILE = "RECONCILE_MACHINE";

    public JanitorConfig {
        require(PATCH_CLUSTER, patchCluster);
        require(PATCH_FLEET, patchFleet);
        require(RECONCILE, reconcile);
    }

    /** For a function that needs no other; likewise {@link #patchFleet}. */
    static String patchCluster(Environment environment) {
        return machine(environment, PATCH_CLUSTER);
    }

    static String patchFleet(Environment environment) {
        return machine(environment, PATCH_FLEET);
    }

    private static String machine(Environment environment, String variable) {
        String arn = environment.required(variable);
        require(variable, arn);
        return arn;
    }

    private static void require(String variable, String arn) {
        if (!arn.matches("arn:aws[a-z-]*:states:[a-z0-9-]+:[0-9]{12}:stateMachine:[^:\\s]{1,80}")) {
            throw new IllegalArgumentException("the environment variable " + variable + " is '" + arn
                    + "', which is no state machine's ARN such as"
                    + " arn:aws:states:us-east-1:123456789012:stateMachine:patch-cluster");
        }
    }

    public static JanitorConfig from(Environment environment) {
        return new JanitorConfig(
                environment.required(PATCH_CLUSTER),
                environment.required(PATCH_FLEET),
                environment.required(RECONCILE));
    }
}
