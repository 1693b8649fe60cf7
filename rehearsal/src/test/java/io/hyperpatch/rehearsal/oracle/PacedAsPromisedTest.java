package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request that keeps every promise of its policy; a test changes one thing. */
class PacedAsPromisedTest {
    private static final JsonNode EKS = Left.json("{\"ClusterName\": \"c\", \"Orchestrator\": {\"Eks\": {}}}");
    private static final JsonNode SLURM = Left.json("{\"ClusterName\": \"c\", \"Orchestrator\": {\"Slurm\": {}}}");

    private final ObjectNode policy = (ObjectNode) Left.json("""
            {"rollout": {"batch": "10%", "rollbackBatch": "4", "wait": "PT10M", "alarms": ["xid-{cluster}"]}}""");
    private final ObjectNode request = (ObjectNode) Left.json("""
            {"DeploymentConfig": {
               "WaitIntervalInSeconds": 600,
               "AutoRollbackConfiguration": [{"AlarmName": "xid-c"}, {"AlarmName": "hyperpatch-c-1-s1-i1"}],
               "RollingUpdatePolicy": {"MaximumBatchSize": {"Type": "CAPACITY_PERCENTAGE", "Value": 10},
                                       "RollbackMaximumBatchSize": {"Type": "INSTANCE_COUNT", "Value": 4}}}}""");

    @Test
    void acceptsARequestThatKeepsThemAll() {
        assertThat(wrong(EKS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/DeploymentConfig/RollingUpdatePolicy,MaximumBatchSize,its batch is ''",
        "/DeploymentConfig/RollingUpdatePolicy,RollbackMaximumBatchSize,its rollbackBatch is ''",
        "/DeploymentConfig,WaitIntervalInSeconds,it waits 0 s",
        "/DeploymentConfig,AutoRollbackConfiguration,it lists the alarms []"
    })
    void noticesAPromiseThatIsNotHandedOn(String where, String member, String why) {
        ((ObjectNode) request.at(where)).remove(member);

        assertThat(wrong(EKS)).hasValueSatisfying(wrong -> assertThat(wrong).contains(why));
    }

    @Test
    void noticesAnotherBatchThanThePolicys() {
        ((ObjectNode) request.at("/DeploymentConfig/RollingUpdatePolicy/MaximumBatchSize")).put("Value", 50);

        assertThat(wrong(EKS)).hasValue("its batch is '50%', and the policy's '10%'");
    }

    @Test
    void noticesABatchThatThePolicyDoesNotAskFor() {
        ((ObjectNode) policy.path("rollout")).remove("batch");

        assertThat(wrong(EKS)).hasValue("its batch is '10%', and the policy's ''");
    }

    @Test
    void noticesPromisesThatSlurmCannotKeep() {
        assertThat(wrong(SLURM)).hasValueSatisfying(wrong -> assertThat(wrong).contains("Slurm keeps none"));
    }

    @Test
    void acceptsSlurmWhereNothingIsPromised() {
        policy.remove("rollout");

        assertThat(wrong(SLURM)).isEmpty();
    }

    private Optional<String> wrong(JsonNode cluster) {
        return PacedAsPromised.wrong(new PolicyView(policy), request, cluster);
    }
}
