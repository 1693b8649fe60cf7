package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.hyperpatch.role.Calls;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the code of each function can reach, method by method, from its {@code handle} down to the store and
 * the SDK. Rehearsals do not see every fault; a grant that is missing on a rare path would be found by a
 * cluster.
 */
class ReachableCallsTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.hyperpatch");

    private static final Map<String, String> READS = Map.of("read", "dynamodb:GetItem", "list", "dynamodb:Query");

    /** A transaction needs the right to each of its parts. */
    private static final Map<String, String> WRITES = Map.of(
            Write.Put.class.getName(), "dynamodb:PutItem",
            Write.Update.class.getName(), "dynamodb:UpdateItem",
            Write.Delete.class.getName(), "dynamodb:DeleteItem",
            Write.Check.class.getName(), "dynamodb:ConditionCheckItem");

    private static final String PRIMING = "io.hyperpatch.handler.Priming";

    private static final String SDK = "software.amazon.awssdk.services.";

    /** IAM calls some services otherwise than the SDK does. */
    private static final Map<String, String> PREFIXES = Map.of("eventbridge", "events", "sfn", "states");

    static Stream<FunctionPlan> functions() {
        return FunctionPlan.all().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theRoleReachesAsFarIntoTheStoreAsTheCode(FunctionPlan plan) {
        Set<String> reached = new TreeSet<>();
        for (JavaCodeUnit method : reachable(PRODUCT.get(plan.handler()))) {
            method.getAccessesFromSelf().forEach(access -> storeAction(access).ifPresent(reached::add));
        }
        Set<String> granted = GrantedRole.of(Synthesized.of(Policies.EXAMPLE), plan.name()).actions().stream()
                .filter(action -> action.startsWith("dynamodb:"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(granted).as("what the role of %s grants", plan.name()).isEqualTo(reached);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theCallsOfAFunctionAreThoseThatItsCodeReaches(FunctionPlan plan) {
        Set<String> reached = new TreeSet<>();
        for (JavaCodeUnit method : reachable(PRODUCT.get(plan.handler()))) {
            method.getAccessesFromSelf().forEach(access -> awsAction(access).ifPresent(reached::add));
        }

        assertThat(Calls.of(plan.name())).containsExactlyInAnyOrderElementsOf(reached);
    }

    private static Optional<String> awsAction(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        if (!owner.startsWith(SDK)
                || !owner.endsWith("Client")
                || access.getName().equals("builder")) {
            return Optional.empty();
        }
        String service = owner.substring(SDK.length(), owner.lastIndexOf('.'));
        String operation = access.getName().replaceFirst("Paginator$", "");
        return Optional.of(PREFIXES.getOrDefault(service, service) + ":"
                + operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1));
    }

    private static Optional<String> storeAction(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        if (owner.isEquivalentTo(Store.class)) {
            return Optional.ofNullable(READS.get(access.getName()));
        }
        return access.getName().equals("<init>") ? Optional.ofNullable(WRITES.get(owner.getName())) : Optional.empty();
    }

    /**
     * The store itself is where the way ends. Priming calls nobody: it happens before a snapshot, on
     * answers of its own.
     */
    private static Set<JavaCodeUnit> reachable(JavaClass handler) {
        Set<JavaCodeUnit> seen = new LinkedHashSet<>();
        Deque<JavaCodeUnit> next = new ArrayDeque<>();
        handler.getMethods().stream()
                .filter(method -> method.getName().equals("handle"))
                .forEach(next::add);
        while (!next.isEmpty()) {
            JavaCodeUnit method = next.pop();
            if (seen.add(method)) {
                // What an object was made with, it can call: a method that a constructor keeps, for instance.
                next.addAll(method.getOwner().getConstructors());
                Stream.concat(method.getCallsFromSelf().stream(), method.getCodeUnitReferencesFromSelf().stream())
                        .map(JavaAccess::getTarget)
                        .filter(target -> !target.getOwner().getPackageName().equals(Store.class.getPackageName()))
                        .filter(target -> target.getOwner().getPackageName().startsWith("io.hyperpatch"))
                        .filter(target -> !target.getOwner().getName().equals(PRIMING))
                        .flatMap(target -> ((CodeUnitAccessTarget) target).resolveMember().stream())
                        .flatMap(ReachableCallsTest::withImplementations)
                        .forEach(next::add);
            }
        }
        return seen;
    }

    /** Who calls a method of an interface may reach each class that implements it. */
    private static Stream<JavaCodeUnit> withImplementations(JavaCodeUnit method) {
        return Stream.concat(
                Stream.of(method),
                method.getOwner().isInterface()
                        ? method.getOwner().getAllSubclasses().stream()
                                .flatMap(each -> each
                                        .tryGetMethod(
                                                method.getName(),
                                                method.getRawParameterTypes().stream()
                                                        .map(JavaClass::getName)
                                                        .toArray(String[]::new))
                                        .stream())
                        : Stream.empty());
    }
}
