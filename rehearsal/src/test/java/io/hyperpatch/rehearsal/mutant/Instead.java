package io.hyperpatch.rehearsal.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.rehearsal.engine.Engine;
import io.hyperpatch.rehearsal.engine.StateMachine;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.store.Condition;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;

/** What the methods of safeguards do when these are switched off. Public, as the product's own classes call it then. */
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

    public static Instant same(Instant calledAt) {
        return calledAt;
    }

    public static boolean showsAnUpdate(InstanceGroup group) {
        return group.updateUnderWay() || group.activeUpdate().isPresent();
    }

    public static boolean givenBack(Leases leases, ClusterArn cluster, Lease held, Instant now) {
        return leases.giveBack(cluster, held, now);
    }

    /** Defines the workflows as they stand, but for runs whose executions get names that the service makes up. */
    public static void nameless(Engine engine, Set<String> functions) {
        Map<String, String> substitutions = new HashMap<>();
        functions.forEach(function -> substitutions.put(function, function));
        Machines.names().forEach(name -> substitutions.put(substitute(name), engine.stateMachineArn(name)));
        Machines.names().forEach(name -> {
            JsonNode definition = Machines.definition(name).deepCopy();
            if (name.equals(Machines.PATCH_FLEET)) {
                ((ObjectNode) definition.findValue("PatchCluster").path("Arguments")).remove("Name");
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
