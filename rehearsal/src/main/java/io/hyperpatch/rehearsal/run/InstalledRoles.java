package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.handler.ProductFunction;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.rehearsal.aws.ec2.BlockDevice;
import io.hyperpatch.rehearsal.iam.Authority;
import io.hyperpatch.rehearsal.iam.Denial;
import io.hyperpatch.rehearsal.iam.Inventory;
import io.hyperpatch.rehearsal.iam.Judge;
import io.hyperpatch.rehearsal.iam.Judged;
import io.hyperpatch.rehearsal.iam.Names;
import io.hyperpatch.role.Deployment;
import io.hyperpatch.role.Place;
import io.hyperpatch.role.Roles;
import io.hyperpatch.role.Statement;
import io.hyperpatch.role.WorkflowArns;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The functions' roles in a simulated account: those that a deployment of the policy makes there, given the ARNs of the clusters
 * that the policy names, so that they are as narrow as they can be.
 */
final class InstalledRoles implements Authority {
    /** The event bus that the product's events go to. */
    static final String BUS = "default";

    private static final Set<String> FUNCTIONS =
            Stream.of(ProductFunction.values()).map(ProductFunction::title).collect(Collectors.toUnmodifiableSet());

    private final Account account;
    private BiFunction<String, JsonNode, JsonNode> changed = (function, document) -> document;
    private Judge judge;

    InstalledRoles(Account account) {
        this.account = Objects.requireNonNull(account);
    }

    /** The role that schedules start patch-fleet as. */
    static String returns(Account account) {
        return "arn:aws:iam::" + account.id + ":role/hyperpatch-returns";
    }

    /** Makes the roles that follow from this policy. */
    void follow(FleetPolicy policy, String partition, String topic) {
        Place place = new Place(partition, account.region, account.id);
        String table = place.arn("dynamodb", "table/hyperpatch");
        String key = place.arn("kms", "key/hyperpatch");
        Deployment.Parts parts = new Deployment.Parts(
                table,
                place.arn("ssm", "parameter" + Product.POLICY_PARAMETER),
                topic,
                key,
                place.arn("events", "event-bus/" + BUS),
                place.arn("scheduler", "schedule/" + Rules.RETURNS + "/*"),
                returns(account));
        judge = new Judge(
                new Names(partition, account.region, account.id, table, key),
                new Held(),
                function -> FUNCTIONS.contains(function)
                        ? Optional.of(changed.apply(
                                function, document(function, new Deployment(place, policy, arnsOf(policy), parts))))
                        : Optional.empty());
    }

    private JsonNode document(String function, Deployment deployment) {
        return Statement.document(Stream.concat(
                        new Roles(deployment).of(function).stream(),
                        Roles.aboutWorkflows(function, workflows()).stream())
                .toList());
    }

    private List<String> arnsOf(FleetPolicy policy) {
        return policy.clusters() instanceof ClusterSelection.ByName named
                ? named.names().stream()
                        .flatMap(name -> account.hyperPod.identify(name).stream())
                        .map(cluster -> cluster.arn())
                        .toList()
                : List.of();
    }

    private WorkflowArns workflows() {
        Map<String, String> machines = new TreeMap<>();
        Map<String, String> executions = new TreeMap<>();
        Machines.names().forEach(name -> {
            String machine = account.engine.stateMachineArn(name);
            machines.put(name, machine);
            executions.put(name, machine.replace(":stateMachine:", ":execution:") + ":*");
        });
        return new WorkflowArns(machines, executions);
    }

    @Override
    public Optional<Denial> judge(String caller, String service, String operation, JsonNode input) {
        return judge == null ? Optional.empty() : judge.judge(caller, service, operation, input);
    }

    /** Lets a role be another than the policy's: a judge that nothing can displease would prove nothing. */
    void change(BiFunction<String, JsonNode, JsonNode> documents) {
        changed = Objects.requireNonNull(documents);
    }

    Judge judge() {
        return judge;
    }

    Judged judged() {
        return judge.judged();
    }

    /** The contents of the account when a call is made. */
    private final class Held implements Inventory {
        @Override
        public Optional<Cluster> cluster(String nameOrArn) {
            return account.hyperPod
                    .identify(nameOrArn)
                    .map(identity -> new Cluster(identity.arn(), identity.tags(), identity.eks()));
        }

        @Override
        public Optional<List<String>> snapshotsOfOwn(String imageId) {
            return account.images
                    .find(imageId)
                    .filter(image -> image.ownerId().equals(account.id))
                    .map(image -> image.blockDevices().stream()
                            .map(BlockDevice::snapshotId)
                            .toList());
        }

        @Override
        public Optional<String> machineOf(String taskToken) {
            return account.engine.machineOfTask(taskToken);
        }
    }
}
