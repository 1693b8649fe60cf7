package io.hyperpatch.rehearsal.lambda;

import static io.hyperpatch.rehearsal.aws.TestRegion.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.rehearsal.aws.CallResult;
import io.hyperpatch.rehearsal.aws.RandomIds;
import io.hyperpatch.rehearsal.aws.TestRegion;
import io.hyperpatch.rehearsal.fault.Calls;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.Moment;
import io.hyperpatch.rehearsal.fault.When;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

class LambdaHostTest {

    private static final JsonNode EVENT = JsonNodeFactory.instance.objectNode().put("n", 1);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final RequestStreamHandler ECHO = (in, out, context) -> in.transferTo(out);

    private final List<InvocationResult> results = new ArrayList<>();
    private TestRegion region;
    private LambdaHost host;

    @Test
    void runsAHandler() {
        host();
        host.register("echo", ECHO, TIMEOUT);
        invoke("arn:aws:lambda:us-west-2:111122223333:function:echo:live");

        assertThat(results).containsExactly(new InvocationResult.Answered(EVENT));
    }

    @Test
    void costsAColdStartOnce() {
        host();
        host.register("echo", ECHO, TIMEOUT);
        invoke("echo");
        invoke("echo");

        assertThat(host.invocations()).extracting(Invocation::coldStart).containsExactly(true, false);
        assertThat(host.invocations())
                .extracting(Invocation::took)
                .containsExactly(Duration.ofMillis(915), Duration.ofMillis(15));
        region.clock.runUntil(START.plus(Duration.ofHours(1)));
        invoke("echo");
        assertThat(host.invocations().getLast().coldStart())
                .as("the environment went cold")
                .isTrue();
    }

    @Test
    void givesEachConcurrentInvocationItsOwnEnvironment() {
        host();
        AtomicInteger made = new AtomicInteger();
        host.registerFresh(
                "slow",
                () -> {
                    made.incrementAndGet();
                    return (in, out, context) -> {
                        region.fibers.sleep(Duration.ofSeconds(5));
                        in.transferTo(out);
                    };
                },
                TIMEOUT);
        host.invoke("slow", EVENT, results::add);
        host.invoke("slow", EVENT, results::add);
        region.clock.runUntil(START.plusSeconds(7));

        assertThat(results).hasSize(2);
        assertThat(made).hasValue(2);
    }

    @Test
    void deliversAnInvocationTwiceAndTellsTheAnswerOnce() {
        host(new Fault.InvokeTwice(new Calls("echo", "lambda:Invoke", When.nth(1)), Duration.ofSeconds(20)));
        host.register("echo", ECHO, TIMEOUT);
        invoke("echo");
        region.clock.runUntil(START.plusSeconds(60));

        assertThat(results).containsExactly(new InvocationResult.Answered(EVENT));
        assertThat(host.invocations()).extracting(Invocation::at).containsExactly(START, START.plusSeconds(20));
        assertThat(region.delivered.countsByKind()).containsEntry("invokeTwice", 1L);
    }

    @Test
    void tellsTheHandlerItsRemainingTime() {
        host();
        List<Integer> remaining = new ArrayList<>();
        host.register(
                "f",
                (in, out, context) -> {
                    remaining.add(context.getRemainingTimeInMillis());
                    region.fibers.sleep(Duration.ofSeconds(10));
                    remaining.add(context.getRemainingTimeInMillis());
                },
                TIMEOUT);
        invoke("f");

        assertThat(remaining).containsExactly(30_000, 20_000);
        assertThat(((InvocationResult.Answered) results.getFirst()).payload().isNull())
                .isTrue();
    }

    @Test
    void reportsAnExceptionByItsClass() {
        host();
        host.register(
                "f",
                (in, out, context) -> {
                    throw new IllegalArgumentException("no such cluster");
                },
                TIMEOUT);
        invoke("f");

        assertThat(results)
                .containsExactly(
                        new InvocationResult.Failed("java.lang.IllegalArgumentException", "no such cluster", true));
    }

    @Test
    void endsAFunctionThatOutlivesItsTimeOut() {
        host();
        List<String> steps = new ArrayList<>();
        host.register(
                "f",
                (in, out, context) -> {
                    steps.add("began");
                    region.fibers.sleep(Duration.ofMinutes(5));
                    steps.add("never");
                },
                TIMEOUT);
        invoke("f");

        InvocationResult.Failed failed = (InvocationResult.Failed) results.getFirst();
        assertThat(failed.errorType()).isEqualTo("Sandbox.Timedout");
        assertThat(failed.errorMessage()).endsWith("Error: Task timed out after 30.00 seconds");
        assertThat(steps).containsExactly("began");
        assertThat(host.invocations().getFirst().took()).isEqualTo(Duration.ofMillis(30_915));
    }

    @Test
    void reportsAFunctionKilledBetweenTwoCallsAsACrash() {
        host(new Fault.KillFunction(new Calls("f", "ec2:*", When.nth(2)), Moment.BEFORE));
        Ec2Client ec2 = region.clients.ec2();
        host.register(
                "f",
                (in, out, context) -> {
                    try {
                        ec2.describeImages(r -> r.owners("self"));
                        ec2.describeImages(r -> r.owners("self"));
                    } catch (RuntimeException swallowed) {
                        out.write("\"survived\"".getBytes(StandardCharsets.UTF_8));
                    }
                },
                TIMEOUT);
        invoke("f");
        invoke("f");

        assertThat(results.getFirst())
                .isInstanceOfSatisfying(InvocationResult.Failed.class, failed -> assertThat(failed.errorType())
                        .isEqualTo("Runtime.ExitError"));
        assertThat(results.get(1)).isInstanceOf(InvocationResult.Answered.class);
        assertThat(host.invocations()).extracting(Invocation::coldStart).containsExactly(true, true);
        assertThat(region.log.all().get(1).result()).isEqualTo(new CallResult.CallerKilled(false));
        assertThat(region.log.all())
                .allSatisfy(call -> assertThat(call.caller()).isEqualTo("f"));
    }

    @Test
    void doesNotTakeAHandlerThatSwallowsItsDeathForOneThatAnswered() {
        host(new Fault.KillFunction(new Calls("f", "ec2:*", When.nth(1)), Moment.AFTER));
        Ec2Client ec2 = region.clients.ec2();
        host.register(
                "f",
                (in, out, context) -> {
                    try {
                        ec2.describeImages(r -> r.owners("self"));
                    } catch (Throwable everything) {
                        out.write("1".getBytes(StandardCharsets.UTF_8));
                    }
                },
                TIMEOUT);
        invoke("f");
        assertThat(((InvocationResult.Failed) results.getFirst()).errorType()).isEqualTo("Runtime.ExitError");
    }

    @Test
    void timesAFunctionOutAtACall() {
        host(new Fault.TimeOutFunction(new Calls("f", "ec2:*", null), Moment.AFTER));
        Ec2Client ec2 = region.clients.ec2();
        host.register("f", (in, out, context) -> ec2.describeImages(r -> r.owners("self")), TIMEOUT);
        invoke("f");

        assertThat(((InvocationResult.Failed) results.getFirst()).errorType()).isEqualTo("Sandbox.Timedout");
        assertThat(region.log.all().getFirst().result()).isEqualTo(new CallResult.CallerKilled(true));
        assertThat(region.delivered.countsByKind()).containsEntry("timeOutFunction", 1L);
    }

    @Test
    void throttlesInvocationsWithoutRunningTheFunction() {
        AtomicInteger ran = new AtomicInteger();
        host(new Fault.Throttle(new Calls("f", "lambda:Invoke", When.nth(1))));
        host.register("f", (in, out, context) -> ran.incrementAndGet(), TIMEOUT);
        invoke("f");

        assertThat(results)
                .containsExactly(
                        new InvocationResult.Failed("Lambda.TooManyRequestsException", "Rate Exceeded.", false));
        assertThat(ran).hasValue(0);
    }

    @Test
    void losesTheAnswerOfAnInvocationThatRan() {
        AtomicInteger ran = new AtomicInteger();
        host(new Fault.KillFunction(new Calls("f", "lambda:Invoke", When.nth(1)), Moment.AFTER));
        host.register("f", (in, out, context) -> ran.incrementAndGet(), TIMEOUT);
        invoke("f");

        assertThat(((InvocationResult.Failed) results.getFirst()).errorType()).isEqualTo("Runtime.ExitError");
        assertThat(ran).hasValue(1);
    }

    @Test
    void refusesPayloadsThatAreTooLarge() {
        host();
        host.register("echo", ECHO, TIMEOUT);
        host.invoke("echo", JsonNodeFactory.instance.textNode("x".repeat(6 * 1024 * 1024)), results::add);
        host.register("large", (in, out, context) -> out.write(new byte[6 * 1024 * 1024 + 1]), Duration.ofSeconds(1));
        host.invoke("large", EVENT, results::add);
        region.clock.runUntil(START.plusSeconds(5));

        assertThat(results)
                .extracting(result -> ((InvocationResult.Failed) result).errorType())
                .containsExactly("Lambda.RequestTooLargeException", "Function.ResponseSizeTooLarge");
    }

    @Test
    void triesAnEventThreeTimes() {
        host();
        AtomicInteger ran = new AtomicInteger();
        host.register(
                "f",
                (in, out, context) -> {
                    ran.incrementAndGet();
                    throw new IllegalStateException("always");
                },
                TIMEOUT);
        host.invokeAsync("f", EVENT, 2, results::add);
        region.clock.runUntil(START.plus(Duration.ofMinutes(10)));

        assertThat(ran).hasValue(3);
        assertThat(results).hasSize(1);
    }

    @Test
    void saysWhenThereIsNoSuchFunction() {
        host();
        invoke("nobody");
        assertThat(((InvocationResult.Failed) results.getFirst()).errorType())
                .isEqualTo("Lambda.ResourceNotFoundException");
    }

    private void host(Fault... faults) {
        region = new TestRegion(List.of(faults), List.of(), 1);
        host = new LambdaHost(
                region.clock,
                region.fibers,
                region.gate,
                new RandomIds(new SplittableRandom(2)),
                Costs.USUAL,
                line -> {});
    }

    private void invoke(String function) {
        int before = results.size();
        host.invoke(function, EVENT, results::add);
        region.clock.runWhile(() -> results.size() == before);
    }
}
