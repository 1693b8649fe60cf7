package io.hyperpatch.rehearsal.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.engine.StateVisit;
import io.hyperpatch.rehearsal.fault.Calls;
import io.hyperpatch.rehearsal.fault.Deliveries;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.When;
import io.hyperpatch.rehearsal.hostile.CoverageRehearsals.Moment;
import io.hyperpatch.rehearsal.lambda.Invocation;
import io.hyperpatch.rehearsal.lambda.InvocationResult;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rehearsal.run.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every TimeoutSeconds of the workflow files fires, and every function runs into its own time-out. */
class TimeoutsTest {
    private static final String TIMEOUT = "States.Timeout";
    private static final String INVOKE = "lambda:invoke";
    private static final String INVOKE_AND_WAIT = "lambda:invoke.waitForTaskToken";
    private static final String START_AND_WAIT = "states:startExecution.sync:2";
    /** One after the other, each at its longest, these outlast a patch-fleet. */
    private static final int CLUSTERS = 3;

    /** And these outlast a reconcile. */
    private static final int STUCK = 100;

    private final CoverageRehearsals played = CoverageRehearsals.played();
    private final Seeds seeds = new Seeds(new HostilePlans());

    static Stream<DeclaredTimeout> tasks() {
        return DeclaredTimeout.ofTasks().stream();
    }

    static Stream<DeclaredTimeout> tasksThatCallAFunction() {
        return tasks().filter(task -> task.integration().equals(INVOKE));
    }

    static Stream<DeclaredTimeout> tasksThatWaitForASignal() {
        return tasks().filter(task -> task.integration().equals(INVOKE_AND_WAIT));
    }

    static Stream<DeclaredTimeout> tasksThatWaitForAWorkflow() {
        return tasks().filter(task -> task.integration().equals(START_AND_WAIT));
    }

    static Stream<DeclaredTimeout> machines() {
        return DeclaredTimeout.ofMachines().stream();
    }

    static Stream<String> functions() {
        return CoverageRehearsals.played().functions().keySet().stream();
    }

    @Test
    void everyTaskAndEveryWorkflowDeclaresATimeOutThatOneOfTheseTestsFires() {
        assertThat(tasks())
                .allSatisfy(
                        task -> assertThat(task.isDeclared()).as(task.edge()).isTrue())
                .allSatisfy(task -> assertThat(Set.of(INVOKE, INVOKE_AND_WAIT, START_AND_WAIT))
                        .as(task.edge())
                        .contains(task.integration()));
        assertThat(machines())
                .allSatisfy(machine -> assertThat(machine.seconds()).isPresent());
    }

    /** Otherwise a function that is only slow would be tried again while it still works. */
    @ParameterizedTest
    @MethodSource("tasksThatCallAFunction")
    void aTaskWaitsLongerThanItsFunctionCanRun(DeclaredTimeout task) {
        assertThat(task.seconds().orElseThrow())
                .isGreaterThan(played.functions().get(task.function()));
    }

    /** The answer of the function is late: it has done its work, or part of it, and nobody hears of it in time. */
    @ParameterizedTest
    @MethodSource("tasksThatCallAFunction")
    void aTaskThatIsNotAnsweredGoesOn(DeclaredTimeout task) {
        Moment entered = first(played.entered(task.edge()), task.function());
        Heard heard = new Heard(task.edge());
        SeedResult result = replay(
                entered,
                heard,
                new Hazard.OfCall(new Fault.DelayAnswer(
                        new Calls(task.function(), "lambda:Invoke", once(entered)),
                        task.seconds().orElseThrow())));

        assertThat(heard.errors).contains(TIMEOUT);
        assertThat(result.broken()).isEmpty();
    }

    /** No event comes, so nobody gives the token back. */
    @ParameterizedTest
    @MethodSource("tasksThatWaitForASignal")
    void aTaskThatNobodySignalsGoesOn(DeclaredTimeout task) {
        Heard heard = new Heard(task.edge());
        SeedResult result = replay(
                first(played.entered(task.edge()), task.function()),
                heard,
                new Hazard.OfDelivery(new DeliveryFault.Lost(new Deliveries("aws.sagemaker", "*", "*", When.ALWAYS))));

        assertThat(heard.errors).contains(TIMEOUT);
        assertThat(result.broken()).isEmpty();
    }

    /** Once a look finds that it is over, only the function that says so is waited for. */
    @ParameterizedTest
    @MethodSource("tasksThatWaitForASignal")
    void aWatchWhoseEndIsNotSaidLooksAgain(DeclaredTimeout task) {
        Heard heard = new Heard(task.edge());
        HostilePlan plan = new HostilePlan(
                1,
                "theirs-just-before-ours",
                List.of(hangs(new Calls(
                        task.function(), "lambda:Invoke", new When(null, null, null, null, Duration.ofMinutes(15))))));
        SeedResult result = seeds.play(plan, heard);

        assertThat(heard.errors).containsOnly(TIMEOUT);
        assertThat(heard.since.getLast()).isEqualTo(Duration.ofMinutes(5));
        assertThat(result.outcomes()).containsExactly("Refused");
        assertThat(result.broken()).isEmpty();
    }

    /** The child's own time-out comes first, unless its word is lost: here it never says one. */
    @ParameterizedTest
    @MethodSource("tasksThatWaitForAWorkflow")
    void aTaskWhoseWorkflowSaysNoWordGoesOn(DeclaredTimeout task) {
        ScriptedWorkflows workflows = scripted();
        workflows.neverEnds(child(task));
        Heard heard = new Heard(task.edge());
        workflows.engine.listen(heard);
        workflows.run(task.machine(), played.input(task.machine()));

        assertThat(heard.errors).contains(TIMEOUT);
        assertThat(task.seconds().orElseThrow())
                .as("longer than the child itself may take")
                .isGreaterThan(new DeclaredTimeout(child(task), "", Machines.definition(child(task)))
                        .seconds()
                        .orElseThrow());
    }

    /** All of its functions answer, as late as they may, and what they answer never lets it end. */
    @ParameterizedTest
    @MethodSource("machines")
    void aWorkflowThatComesToNoEndIsEnded(DeclaredTimeout machine) {
        ScriptedWorkflows workflows = scripted();
        ExecutionView execution = workflows.run(machine.machine(), played.input(machine.machine()));

        assertThat(execution.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(workflows.elapsed()).isEqualTo(machine.seconds().orElseThrow());
    }

    /** It hangs at a call: the first that it makes, whether to AWS or to the store. */
    @ParameterizedTest
    @MethodSource("functions")
    void aFunctionThatHangsIsEnded(String function) {
        Moment invoked = first(played.invoked(function), function);
        Heard heard = new Heard("");
        SeedResult result = replay(
                invoked,
                heard,
                hangs(new Calls(function, null, once(invoked))),
                hangs(new Calls(function, "store:*", once(invoked))));

        assertThat(heard.invocations())
                .filteredOn(invocation -> invocation.function().equals(function))
                .filteredOn(invocation -> invocation.result() instanceof InvocationResult.Failed failed
                        && failed.errorType().equals("Sandbox.Timedout"))
                .isNotEmpty()
                .allSatisfy(invocation -> assertThat(invocation.took())
                        .isGreaterThanOrEqualTo(played.functions().get(function)));
        assertThat(result.broken()).isEmpty();
    }

    private static Hazard hangs(Calls at) {
        return new Hazard.OfCall(new Fault.TimeOutFunction(at, io.hyperpatch.rehearsal.fault.Moment.BEFORE));
    }

    private static When once(Moment from) {
        return new When(null, 1, null, from.after(), null);
    }

    /** The first plan in which nothing else strikes the function. */
    private static Moment first(List<Moment> moments, String function) {
        Predicate<Hazard> strikes = hazard -> hazard instanceof Hazard.OfCall call
                && (call.fault().at().function().equals(function));
        return moments.stream()
                .filter(moment -> moment.plan().hazards().stream().noneMatch(strikes))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no coverage plan lets " + function + " answer there"));
    }

    private SeedResult replay(Moment moment, Watcher watcher, Hazard... more) {
        List<Hazard> hazards = new ArrayList<>(moment.plan().hazards());
        hazards.addAll(List.of(more));
        return seeds.play(moment.plan().with(hazards), watcher);
    }

    private ScriptedWorkflows scripted() {
        Map<String, JsonNode> script = new HashMap<>(played.answers());
        script.put("AdmitTrigger", manyClusters((ObjectNode) script.get("AdmitTrigger")));
        script.put("NextTurn", begun((ObjectNode) script.get("NextTurn")));
        script.put("FindStuck", manyStuck((ObjectNode) script.get("FindStuck")));
        Map<String, Duration> latencies = new HashMap<>();
        played.functions().forEach((function, timeout) -> latencies.put(function, timeout.minusSeconds(1)));
        return new ScriptedWorkflows(script, latencies);
    }

    /** Each cluster has its turn. */
    private static ObjectNode begun(ObjectNode turn) {
        return turn.deepCopy().put("verdict", "Begin");
    }

    private static ObjectNode manyStuck(ObjectNode found) {
        ObjectNode many = found.deepCopy();
        ArrayNode stuck = many.putArray("stuck");
        for (int i = 0; i < STUCK; i++) {
            stuck.add(found.path("stuck").get(0).deepCopy());
        }
        return many;
    }

    private static ObjectNode manyClusters(ObjectNode admission) {
        ObjectNode many = admission.deepCopy();
        ArrayNode clusters = many.putArray("clusters");
        for (int i = 1; i <= CLUSTERS; i++) {
            ObjectNode cluster = admission.path("clusters").get(0).deepCopy();
            cluster.withObject("/work").put("run", "cluster-" + i + "-0123456789ab-1");
            clusters.add(cluster);
        }
        return many;
    }

    private static String child(DeclaredTimeout task) {
        return switch (task.definition().at("/Arguments/StateMachineArn").asText()) {
            case "${PatchClusterMachine}" -> Machines.PATCH_CLUSTER;
            case "${WatchUpdateMachine}" -> Machines.WATCH_UPDATE;
            case String other -> throw new AssertionError("no workflow of this name is known: " + other);
        };
    }

    /** Hears with which errors a state was tried again, or left. */
    private static final class Heard implements EngineListener, Watcher {
        private final String edge;
        private final List<String> errors = new ArrayList<>();
        /** How long the state had been entered at each of them. */
        private final List<Duration> since = new ArrayList<>();

        private Instant entered;
        private Account account;

        Heard(String edge) {
            this.edge = edge;
        }

        List<Invocation> invocations() {
            return account.lambda.invocations();
        }

        @Override
        public void begins(Account simulated) {
            account = simulated;
            account.engine.listen(this);
        }

        @Override
        public void stateEntered(StateVisit visit) {
            if (account != null && edge.equals(visit.machine() + visit.pointer())) {
                entered = account.clock.now();
            }
        }

        @Override
        public void retried(StateVisit visit, int retrier, int retry, String error, Duration delay) {
            hear(visit, error);
        }

        @Override
        public void caught(StateVisit visit, int catcher, String error) {
            hear(visit, error);
        }

        private void hear(StateVisit visit, String error) {
            if (edge.equals(visit.machine() + visit.pointer())) {
                errors.add(error);
                if (entered != null) {
                    since.add(Duration.between(entered, account.clock.now()));
                }
            }
        }
    }
}
