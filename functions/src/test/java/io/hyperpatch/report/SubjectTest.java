package io.hyperpatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.run.Outcome;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SubjectTest {
    @Property
    void isShortPrintableAsciiOnOneLineThatBeginsWithTheOutcome(
            @ForAll("outcomes") Outcome outcome, @ForAll String cluster, @ForAll("pins") Pin pin) {
        String subject = Subject.of(report(outcome, cluster, pin));

        assertThat(subject)
                .matches("[\\x20-\\x7e]{1,99}")
                .startsWith(outcome.word() + ":")
                .doesNotEndWith(" ");
    }

    @Property
    void attributesAreNeverEmptyAndHaveNoControlCharacters(@ForAll String cluster, @ForAll String policy) {
        assertThat(Attributes.of("Verified", cluster, policy).values())
                .allSatisfy(value -> assertThat(value).isNotBlank().doesNotContainPattern("[\\p{Cntrl}&&[^\\t]]"));
    }

    @Example
    void namesTheImageAndTheNodes() {
        assertThat(Subject.of(Reports.of(Outcome.VERIFIED)))
                .isEqualTo("Verified: train-a runs ami-0bbbbbbbbbbbbbbbb on 67 of 67 nodes");
    }

    @Example
    void countsTheImagesWhereThereAreSeveral() {
        RunReport two = Reports.with(
                Outcome.VERIFIED,
                "",
                Optional.empty(),
                List.of(Reports.SYSTEM, group("other", Pin.of(Reports.OLD))),
                "");

        assertThat(Subject.of(two)).contains("runs its 2 pinned images on 2 of 2 nodes");
    }

    @Example
    void isCutWhereItIsTooLong() {
        assertThat(Subject.of(report(Outcome.MIXED, "c".repeat(63), Pin.of("ami-0bbbbbbbbbbbbbbbb"))))
                .hasSize(99)
                .endsWith("...");
    }

    @Example
    void putsAQuestionMarkForWhatIsNotAscii() {
        assertThat(Subject.of(report(Outcome.REFUSED, "tr\u00e4in\n\ud83d\ude80-a", Pin.Newest.UNRESOLVED)))
                .startsWith("Refused: tr?in ?-a stays");
    }

    @Provide
    Arbitrary<Outcome> outcomes() {
        return Arbitraries.of(Outcome.class).filter(outcome -> outcome != Outcome.QUIET);
    }

    @Provide
    Arbitrary<Pin> pins() {
        return Arbitraries.of("ami-0bbbbbbbbbbbbbbbb", "ami-01234567", "1.3.0", "9".repeat(60) + ".1.0", "default")
                .map(Pin::of);
    }

    private static RunReport report(Outcome outcome, String cluster, Pin pin) {
        return new RunReport(
                Reports.RUN,
                "gpu-fleet",
                cluster,
                Reports.ARN,
                outcome,
                "",
                Optional.of(Reports.END),
                Reports.START,
                Reports.END,
                List.of(group("gpu", pin)),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                "",
                Optional.empty(),
                "",
                List.of(),
                Optional.empty());
    }

    private static GroupReport group(String name, Pin pin) {
        return new GroupReport(
                name,
                "ml.m5.xlarge",
                1,
                Optional.empty(),
                pin,
                Optional.empty(),
                Optional.empty(),
                1,
                List.of(),
                List.of());
    }
}
