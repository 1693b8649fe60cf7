package io.hyperpatch.rehearsal.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.handler.IntentInput;
import io.hyperpatch.image.MinimumAge;
import io.hyperpatch.image.RuleDecision;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.proof.Stand;
import io.hyperpatch.rehearsal.engine.Engine;
import io.hyperpatch.rehearsal.engine.StateMachine;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Write;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;

/**
 * What the methods of safeguards do when these are switched off. Public, as the product's own classes call
 * it then.
 */
public final class Instead {
    private Instead() {}

    static Implementation yes() {
        return FixedValue.value(true);
    }

    static Implementation no() {
        return FixedValue.value(false);
    }

    static Implementation noTime() {
        return MethodCall.invoke(method("zero"));
    }

    static Implementation condition() {
        return MethodCall.invoke(method("always"));
    }

    static Implementation atOnce() {
        return MethodCall.invoke(method("same")).withAllArguments();
    }

    static Implementation anyUpdate() {
        return MethodCall.invoke(method("showsAnUpdate")).withAllArguments();
    }

    static Implementation givingBack() {
        return MethodCall.invoke(method("givenBack")).withThis().withAllArguments();
    }

    static Implementation withoutNames() {
        return MethodCall.invoke(method("nameless")).withAllArguments();
    }

    /** Nothing to complain of: an empty Optional. */
    static Implementation empty() {
        return MethodCall.invoke(method("none"));
    }

    /** Nothing in the way: an empty list. */
    static Implementation nothing() {
        return MethodCall.invoke(method("noObstacles"));
    }

    /** For methods that return nothing. */
    static Implementation noEffect() {
        return StubMethod.INSTANCE;
    }

    static Implementation kept() {
        return MethodCall.invoke(method("keptAnyway"));
    }

    static Implementation oldEnough() {
        return MethodCall.invoke(method("old"));
    }

    static Implementation atFirstSight() {
        return MethodCall.invoke(method("now")).withAllArguments();
    }

    static Implementation nobody() {
        return MethodCall.invoke(method("noIds"));
    }

    /** The image of a node's group in place of what is known of the node. */
    static Implementation ofTheGroup() {
        try {
            Method group = Class.forName("io.hyperpatch.proof.GroupSight").getDeclaredMethod("group");
            return MethodCall.invoke(InstanceGroup.class.getMethod("currentImage"))
                    .onMethodCall(MethodCall.invoke(group));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("say in Instead where a group's image is now", e);
        }
    }

    static Implementation onPin() {
        return MethodCall.invoke(method("patched"));
    }

    static Implementation notRunning() {
        return MethodCall.invoke(method("standsStill")).withAllArguments();
    }

    static Implementation unarmed() {
        return MethodCall.invoke(method("startedUnarmed")).withAllArguments();
    }

    static Implementation theLast() {
        return MethodCall.invoke(method("lastOfTheStep")).withThis().withAllArguments();
    }

    static Implementation switchedOff() {
        return MethodCall.invoke(method("unasked"));
    }

    private static Method method(String name) {
        return Arrays.stream(Instead.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static Duration zero() {
        return Duration.ZERO;
    }

    public static Condition always() {
        return Condition.always();
    }

    public static Optional<String> none() {
        return Optional.empty();
    }

    public static List<Object> noObstacles() {
        return List.of();
    }

    public static Optional<Instant> now(InstanceGroup group, Instant now) {
        return Optional.of(now);
    }

    public static Set<String> noIds() {
        return Set.of();
    }

    public static Stand patched() {
        return Stand.ON_PIN;
    }

    public static boolean standsStill(Node node) {
        return !node.running();
    }

    public static RuleDecision keptAnyway() {
        return new RuleDecision.Kept("nobody has looked");
    }

    public static MinimumAge.Decision old() {
        return new MinimumAge.OldEnough("nobody has looked");
    }

    public static Write.Check unasked() {
        return new Write.Check(KillSwitch.KEY, Condition.always());
    }

    public static Intent lastOfTheStep(IntentInput input, Intents intents) {
        return intents.of(input.run(), input.step()).getLast();
    }

    public static Instant same(Instant calledAt) {
        return calledAt;
    }

    public static boolean showsAnUpdate(InstanceGroup group) {
        return group.updateUnderWay() || group.activeUpdate().isPresent();
    }

    public static boolean givenBack(Leases leases, ClusterArn cluster, Lease held, Instant now) {
        return leases.giveBack(cluster, held, now);
    }

    /**
     * Defines the workflows as they stand, but for runs whose executions get names that the service makes
     * up.
     */
    public static void nameless(Engine engine, Set<String> functions) {
        defined(engine, functions, Machines.PATCH_FLEET, definition -> ((ObjectNode)
                        definition.findValue("PatchCluster").path("Arguments"))
                .remove("Name"));
    }

    /** The same for runs that call whether their wire is armed or not. */
    public static void startedUnarmed(Engine engine, Set<String> functions) {
        defined(engine, functions, Machines.PATCH_CLUSTER, definition -> ((ObjectNode)
                        definition.at("/States/RouteOnWire/Choices/0"))
                .put("Condition", "{% true %}"));
    }

    private static void defined(Engine engine, Set<String> functions, String changed, Consumer<JsonNode> change) {
        Map<String, String> substitutions = new HashMap<>();
        functions.forEach(function -> substitutions.put(function, function));
        Machines.names().forEach(name -> substitutions.put(substitute(name), engine.stateMachineArn(name)));
        Machines.names().forEach(name -> {
            JsonNode definition = Machines.definition(name).deepCopy();
            if (name.equals(changed)) {
                change.accept(definition);
            }
            engine.define(StateMachine.parse(name, definition, substitutions));
        });
    }

    /** {@code PatchClusterMachine} for {@code patch-cluster}. */
    private static String substitute(String machine) {
        return Arrays.stream(machine.split("-"))
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining())
                + "Machine";
    }
}
