package io.hyperpatch.rehearsal.run;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.handler.AdmissionConfig;
import io.hyperpatch.handler.Deployed;
import io.hyperpatch.handler.Environment;
import io.hyperpatch.handler.JanitorConfig;
import io.hyperpatch.handler.ProductFunction;
import io.hyperpatch.handler.ReportConfig;
import io.hyperpatch.handler.ReturnConfig;
import io.hyperpatch.handler.StoreConfig;
import io.hyperpatch.handler.WatchConfig;
import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.rehearsal.aws.VirtualBackoff;
import io.hyperpatch.rehearsal.oracle.Evidence;
import io.hyperpatch.rehearsal.scenario.Cast.Act;
import io.hyperpatch.store.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/** The product as it is deployed, wired to a simulated account: the same handlers, the same workflow files. */
public final class Product {
    public static final String POLICY_PARAMETER = "/hyperpatch/policy";

    /** The table of an installation that is alone in its account. */
    public static final String TABLE = "hyperpatch";

    /** Those of the workflow that comes every hour. */
    public static final Set<String> RECONCILE_FUNCTIONS =
            Set.of("FindStuck", "TakeOver", "ResolveIntents", "SettleRun", "SweepWires", "ReportLostFleets");

    private static final String BUS = InstalledRoles.BUS;

    public final InMemoryStore memory = new InMemoryStore();
    public final String topicArn;
    private final Account account;
    private final String table;
    private final InstalledRoles roles;
    private final List<Evidence.Turn> turns = new ArrayList<>();
    private final List<Evidence.LaterPolicy> laterPolicies = new ArrayList<>();

    public Product(Account account) {
        this(account, TABLE);
    }

    /** @param table the name of its table, by which it differs from another installation */
    Product(Account account, String table) {
        this(account, table, account.http(), (function, handler) -> handler);
    }

    /**
     * @param http what the functions' clients call through
     * @param around what Lambda invokes in the place of each function
     */
    Product(
            Account account,
            SdkHttpClient http,
            BiFunction<ProductFunction, RequestStreamHandler, RequestStreamHandler> around) {
        this(account, TABLE, http, around);
    }

    private Product(
            Account account,
            String table,
            SdkHttpClient http,
            BiFunction<ProductFunction, RequestStreamHandler, RequestStreamHandler> around) {
        this.account = account;
        this.table = table;
        this.roles = new InstalledRoles(account);
        account.aws.authority(roles);
        this.topicArn = "arn:aws:sns:" + account.region + ":" + account.id + ":hyperpatch-outcomes";
        account.sns.createTopic(topicArn);
        Deployed deployed = deployed(http);
        for (ProductFunction function : ProductFunction.values()) {
            RequestStreamHandler handler = around.apply(function, function.make(deployed));
            account.lambda.register(function.title(), handler, function.timeout());
        }
        Machines.define(account.engine, titles());
        Rules.schedule(account);
    }

    private static Set<String> titles() {
        return Arrays.stream(ProductFunction.values())
                .map(ProductFunction::title)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The variables that a deployment sets. */
    Environment environment() {
        Map<String, String> variables = new HashMap<>(WatchConfig.deployed());
        variables.put(StoreConfig.TABLE_NAME, table);
        variables.putAll(Map.of(
                Environment.REGION,
                account.region,
                AdmissionConfig.POLICY_PARAMETER,
                POLICY_PARAMETER,
                ReportConfig.TOPIC_ARN,
                topicArn,
                ReportConfig.EVENT_BUS,
                BUS,
                ReturnConfig.GROUP,
                Rules.RETURNS,
                ReturnConfig.ROLE,
                InstalledRoles.returns(account),
                ReturnConfig.DEAD_LETTERS,
                "arn:aws:sqs:" + account.region + ":" + account.id + ":hyperpatch-dead-letters",
                JanitorConfig.PATCH_CLUSTER,
                account.engine.stateMachineArn(Machines.PATCH_CLUSTER),
                JanitorConfig.PATCH_FLEET,
                account.engine.stateMachineArn(Machines.PATCH_FLEET),
                JanitorConfig.RECONCILE,
                account.engine.stateMachineArn(Machines.RECONCILE)));
        return new Environment(variables);
    }

    private Deployed deployed(SdkHttpClient http) {
        Clients clients = new Clients(new ClientSettings(
                        http,
                        Region.of(account.region),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")),
                        new VirtualBackoff(account.fibers, account.random),
                        Optional.empty())
                .with(account.fibers::sleep));
        return new Deployed(
                environment(),
                clients,
                new SimulatedStore(memory, account.gate, roles, account.storeOperations),
                account.clock.asClock());
    }

    /** What people do to the product, as the command line does it. */
    public void act(Act act, String why) {
        Instant now = account.clock.now();
        turns.add(new Evidence.Turn(now, act == Act.PAUSE));
        switch (act) {
            case PAUSE -> KillSwitch.turnOn(memory, why, "rehearsal", now);
            case RESUME -> KillSwitch.turnOff(memory, "rehearsal", now);
        }
    }

    /**
     * Lets executions that begin from now on run by the workflow definitions of an earlier version, with
     * the functions of today.
     */
    void workflowsOf(int version) {
        Machines.defineAsOf(version, account.engine, titles());
    }

    /** Deploys the present workflow definitions. */
    void deployWorkflows() {
        Machines.define(account.engine, titles());
    }

    /** Replaces the stored policy alone: roles and rules follow with the next deployment. */
    void replacePolicy(FleetPolicy policy) {
        account.parameters.put(POLICY_PARAMETER, policy.toJson().toString());
        laterPolicies.add(new Evidence.LaterPolicy(account.clock.now(), policy.toJson()));
    }

    /** The policy as it is stored now. */
    FleetPolicy policy(FleetPolicy installed) {
        return laterPolicies.isEmpty()
                ? installed
                : FleetPolicy.fromJson(laterPolicies.getLast().policy());
    }

    /** The policies that replaced the installed one. */
    List<Evidence.LaterPolicy> laterPolicies() {
        return List.copyOf(laterPolicies);
    }

    /** Stores the policy, and makes the roles and the rules that follow from it, as the deployment does. */
    public void install(FleetPolicy policy) {
        install(policy, "aws");
    }

    /** @param partition of the account's ARNs */
    void install(FleetPolicy policy, String partition) {
        account.parameters.put(POLICY_PARAMETER, policy.toJson().toString());
        roles.follow(policy, partition, topicArn);
        Rules.follow(account, policy);
    }

    /** The roles by which the functions' calls are judged. */
    InstalledRoles roles() {
        return roles;
    }

    /** When people turned the kill switch. */
    List<Evidence.Turn> turns() {
        return List.copyOf(turns);
    }
}
