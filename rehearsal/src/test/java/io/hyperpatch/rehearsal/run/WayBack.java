package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.admission.Requests;
import io.hyperpatch.admission.RunRequest;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.Shown;
import io.hyperpatch.rollout.Outlook;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.rollout.RunPlans;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A rehearsal of a run that has begun, and in whose record the next step goes back. */
public final class WayBack {
    static final String OLD = "ami-0c0ffee0000000001";

    private static final Duration LONG_ENOUGH = Duration.ofHours(12);

    private WayBack() {}

    /**
     * The end of it.
     *
     * @param run the name of the run that goes back
     * @param updates the start calls, in order
     */
    public record End(RunName run, ExecutionView execution, Shown cluster, List<ApiCall> updates) {}

    /** Patches the cluster of the default setting, then plays a run that is to bring one of its groups back. */
    public static End play(Watcher watcher) {
        Setting setting = new Preparation(Given.NOTHING).setting();
        try (Account account = Furnishing.empty(setting, 1)) {
            Furnishing.surroundings(setting, account);
            Product product = new Product(account);
            product.install(setting.policy());
            Furnishing.cluster(setting, account);
            watcher.begins(account);
            account.bus.put(setting.triggers().getFirst().event());
            runUntil(account, setting.start().plus(LONG_ENOUGH));

            RunName back = recordedStepBack(product, setting.start());
            ObjectNode input = Json.object().put("version", 3).put("run", back.toString());
            input.set("cluster", Json.of(new Requests(product.memory).of(back).cluster()));
            String arn = account.engine.startExecution(Machines.PATCH_CLUSTER, back.toString(), input);
            runUntil(account, account.clock.now().plus(LONG_ENOUGH));
            return new End(
                    back,
                    account.engine.describe(arn),
                    account.hyperPod.shown().getFirst(),
                    account.calls.all().stream()
                            .filter(call -> call.action().equals("sagemaker:UpdateClusterSoftware"))
                            .toList());
        }
    }

    private static void runUntil(Account account, Instant end) {
        while (account.clock.now().isBefore(end) && account.clock.runNext()) {
            // each step may invoke a function
        }
    }

    /** The next attempt, in the state in which a way back is decided: begun, with one step back in its plan. */
    private static RunName recordedStepBack(Product product, Instant begun) {
        RunRequest first = new Requests(product.memory).of(RunName.of("train-a-10f47a2f0d8e-1"));
        RunName name = new RunName(first.run().cluster(), first.run().fingerprint(), 2);
        RunRequest request = new RunRequest(
                name,
                first.cluster(),
                first.policy(),
                first.mode(),
                first.generation(),
                first.pins(),
                first.identities(),
                first.image(),
                first.rollout(),
                first.parent(),
                Optional.empty());
        new Requests(product.memory).keep(request);
        new Runs(product.memory).begin(request.planned(begun));
        product.memory.write(new Write.Update(
                Runs.key(first.cluster().arn(), name), List.of(Change.set("called", true)), Condition.exists()));
        Step step = new Step(
                1,
                Step.Direction.BACK,
                Step.Phase.REST,
                Pin.of(OLD),
                List.of("gpu"),
                Optional.of(DeploymentConfig.NONE));
        new RunPlans(product.memory).keep(name, new RunPlan(List.of(step), Outlook.NONE, Optional.empty()));
        return name;
    }
}
