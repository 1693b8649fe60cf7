package io.hyperpatch.rehearsal.oracle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.hyperpatch", importOptions = ImportOption.DoNotIncludeTests.class)
class OracleIndependenceTest {

    private static final DescribedPredicate<JavaClass> THE_PRODUCT = DescribedPredicate.describe(
            "a class of the product",
            type -> type.getPackageName().startsWith("io.hyperpatch")
                    && !type.getPackageName().startsWith("io.hyperpatch.rehearsal"));

    @ArchTest
    static final ArchRule SHARES_NO_CODE_WITH_THE_PRODUCT = noClasses()
            .that()
            .resideInAPackage("io.hyperpatch.rehearsal.oracle..")
            .should()
            .dependOnClassesThat(THE_PRODUCT);
}
