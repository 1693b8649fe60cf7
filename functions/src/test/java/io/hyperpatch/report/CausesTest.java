package io.hyperpatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.report.Causes.AlarmNow;
import io.hyperpatch.report.Causes.ServiceEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CausesTest {
    private static final Instant CALLED = Instant.parse("2026-11-21T02:00:00Z");

    private static List<String> words(List<AlarmNow> alarms, ServiceEvent... events) {
        return new Causes(alarms, List.of(events), Optional.empty()).inWords(true, CALLED);
    }

    private static ServiceEvent event(String description, String failure) {
        return new ServiceEvent(CALLED.plusSeconds(60), "i-1", description, Optional.ofNullable(failure));
    }

    @Test
    void namesTheAlarmThatWentOffWithItsReason() {
        assertThat(words(List.of(new AlarmNow("gpu-xid", "ALARM", "1 datapoint was above 0", CALLED.plusSeconds(9)))))
                .containsExactly(
                        "The alarm gpu-xid went into ALARM at 2026-11-21 02:00:09 UTC: 1 datapoint was above 0");
    }

    @Test
    void namesAnAlarmThatHasGoneBackSinceAndNoneThatWasCalmAllAlong() {
        assertThat(words(List.of(
                        new AlarmNow("gpu-xid", "OK", "no datapoint was above 0", CALLED.plusSeconds(900)),
                        new AlarmNow("disk", "OK", "calm", CALLED.minusSeconds(900)))))
                .singleElement()
                .asString()
                .startsWith("The alarm gpu-xid changed its state during the run, and is OK since");
    }

    /** A fault shows twice among the service's events, and its details may repeat what its description says. */
    @Test
    void namesWhatTheServiceSaysOnce() {
        assertThat(words(
                        List.of(),
                        event("Instance i-1 failed to update.", "script exited with 1"),
                        event("Instance i-1 failed to update.", "script exited with 1"),
                        event("script exited with 1", "script exited with 1")))
                .containsExactly(
                        "The service, at 2026-11-21 02:01:00 UTC, of i-1: Instance i-1 failed to update. script exited with 1");
    }

    /** The failure of a lifecycle script is an event of its own, and the message of the update that it made fail. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesOneFactOfANodeOnceWhicheverOfItsEventsComesFirst(boolean scriptFirst) {
        String failed = "Instance lifecycle script execution for EC2 Instance i-1 has Failed.";
        ServiceEvent script =
                new ServiceEvent(CALLED.plusSeconds(scriptFirst ? 50 : 70), "i-1", failed, Optional.empty());
        ServiceEvent update = event("Instance i-1 failed to update. Rollback initiated.", failed);
        ServiceEvent other = new ServiceEvent(CALLED.plusSeconds(80), "i-2", failed, Optional.empty());

        assertThat(scriptFirst ? words(List.of(), script, update, other) : words(List.of(), update, script, other))
                .containsExactly(
                        "The service, at 2026-11-21 02:01:00 UTC, of i-1: Instance i-1 failed to update. Rollback initiated. "
                                + failed,
                        "The service, at 2026-11-21 02:01:20 UTC, of i-2: " + failed);
    }

    @Test
    void saysThatTheServiceNamesNone() {
        assertThat(words(List.of())).first().asString().startsWith("The service names no cause: none of its events");
        assertThat(new Causes(List.of(), List.of(), Optional.empty()).inWords(false, CALLED))
                .first()
                .asString()
                .contains("clusters in Continuous mode only");
    }

    @Test
    void saysThatSomethingCouldNotBeReadInsteadOfThatThereIsNothing() {
        assertThat(new Causes(List.of(), List.of(), Optional.of("SageMaker answers AccessDeniedException."))
                        .inWords(true, CALLED))
                .containsExactly(
                        "Not all that may tell the cause could be read: SageMaker answers AccessDeniedException.");
    }

    @ParameterizedTest
    @CsvSource({
        "Instance lifecycle script execution for EC2 Instance i-1 has Failed., true",
        "Baking period failed for IG gpu. Alarms [a] entered ALARM state. Initiating auto-rollback., true",
        "Failed instances in IG gpu queued for node replacement., true",
        "Baking period completed for IG gpu. No alarms triggered during the 600-second baking period., false",
        "Instance i-1 in IG gpu rolled back successfully to previous AMI., false",
        "Instance i-1 in IG gpu updated successfully., false"
    })
    void knowsAnEventThatTellsOfAFailure(String description, boolean tells) {
        assertThat(ServiceEvent.tellsOfFailure(description)).isEqualTo(tells);
    }
}
