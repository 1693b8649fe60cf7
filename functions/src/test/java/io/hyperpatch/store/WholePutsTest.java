package io.hyperpatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What another version has added to an item must survive our writes: nobody replaces a whole item. */
class WholePutsTest {
    /**
     * Both prime functions before a snapshot is taken of them, and neither writes to the store of a
     * deployment.
     */
    private static final Set<String> PRIMING = Set.of("io.hyperpatch.handler.Priming", "io.hyperpatch.handler.Sample");

    @Test
    void areMadeByPrimingAlone() {
        JavaClasses product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.hyperpatch")
                .that(DescribedPredicate.describe(
                        "of functions", type -> !type.getPackageName().contains(".rehearsal")));

        Set<String> callers = product.stream()
                .flatMap(type -> type.getConstructorCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(Write.Put.class))
                .map(call -> call.getOriginOwner().getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(callers).isEqualTo(new TreeSet<>(PRIMING));
    }
}
