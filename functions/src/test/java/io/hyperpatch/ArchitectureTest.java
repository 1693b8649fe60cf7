package io.hyperpatch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.hyperpatch.handler.InputVersion;
import io.hyperpatch.handler.JsonFunction;
import io.hyperpatch.hyperpod.aws.Pause;
import io.hyperpatch.platform.Platform;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.UUID;

/** The direction of dependencies: handlers → adapters → core; and time, ids and randomness as arguments. */
@AnalyzeClasses(packages = "io.hyperpatch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ADAPTERS = "..aws..";
    private static final String HANDLERS = "..handler..";
    private static final String PLATFORMS = "io.hyperpatch.hyperpod..";

    @ArchTest
    static final ArchRule theCoreSeesNoTypeOfAws = noClasses()
            .that()
            .resideOutsideOfPackages(ADAPTERS, HANDLERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..");

    @ArchTest
    static final ArchRule theCoreSeesNoAdapterAndNoHandler = noClasses()
            .that()
            .resideOutsideOfPackages(ADAPTERS, HANDLERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.hyperpatch..aws..", "io.hyperpatch..handler..");

    @ArchTest
    static final ArchRule adaptersSeeNoHandler = noClasses()
            .that()
            .resideInAPackage(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HANDLERS);

    @ArchTest
    static final ArchRule whatFunctionsHaveInCommonKnowsNoneOfThem = noClasses()
            .that()
            .areAssignableTo(JsonFunction.class)
            .and()
            .haveModifier(JavaModifier.ABSTRACT)
            .should()
            .transitivelyDependOnClassesThat(resideInAPackage(HANDLERS)
                    .and(not(equivalentTo(JsonFunction.class)))
                    .and(not(equivalentTo(InputVersion.class))));

    @ArchTest
    static final ArchRule capabilitiesFormNoCycle =
            slices().matching("io.hyperpatch.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyNamesAPlatformButTheWiring = noClasses()
            .that()
            .resideOutsideOfPackages(PLATFORMS, "io.hyperpatch.aws..")
            .and()
            .doNotHaveFullyQualifiedName("io.hyperpatch.handler.Deployed")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PLATFORMS)
            .because("what differs between platforms is asked as a capability of the cluster's platform");

    @ArchTest
    static final ArchRule thePlatformsThemselvesAreNotTheirAdapters = noClasses()
            .that()
            .resideInAPackage("io.hyperpatch.platform..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.hyperpatch..").and(resideOutsideOfPackage("io.hyperpatch.platform..")));

    @ArchTest
    static final ArchRule onlyPlatformsSpeakToTheirService = noClasses()
            .that()
            .resideOutsideOfPackages(PLATFORMS, "io.hyperpatch.aws..", "io.hyperpatch.report.aws..")
            .and()
            .doNotHaveFullyQualifiedName("io.hyperpatch.handler.Deployed")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk.services.sagemaker..");

    /** A comparison of keys would be a test of the platform in other clothes: the key is for what is stored. */
    @ArchTest
    static final ArchRule nobodyAsksWhichPlatformItIs = noClasses()
            .that()
            .resideOutsideOfPackages(PLATFORMS)
            .and()
            .doNotHaveFullyQualifiedName("io.hyperpatch.admission.aws.GroupReadings")
            .should()
            .callMethod(Platform.class, "key");

    @ArchTest
    static final ArchRule timeIsGiven = noClasses()
            .that()
            .doNotBelongToAnyOf(Pause.class)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because("a rehearsal runs days in moments: handlers take a java.time.Clock");

    @ArchTest
    static final ArchRule textFromOutsideIsCleanedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.hyperpatch.text")
            .should()
            .callMethodWhere(target(owner(equivalentTo(Character.class)))
                    .and(target(nameMatching("isISOControl|getType|is.*Surrogate|isIdentifierIgnorable"))))
            .because(
                    "io.hyperpatch.text.Outside decides what of a text from outside is shown as it is, and where it is cut");

    @ArchTest
    static final ArchRule idsAndRandomnessAreGiven = noClasses()
            .should()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .because("the same seed must give the same rehearsal");
}
