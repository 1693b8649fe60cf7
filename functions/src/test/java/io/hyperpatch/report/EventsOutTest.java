package io.hyperpatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.hyperpatch.json.Json;
import io.hyperpatch.run.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The events that go out are what their schemas say, and the examples are what the code makes. */
class EventsOutTest {
    private static final Path OUT = Path.of("../events/out");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "QUIET")
    void fitsItsSchemaWhateverTheOutcome(Outcome outcome) {
        assertThat(mistakes("run-ended", Notification.of(Reports.of(outcome)))).isEmpty();
    }

    @Test
    void fitsItsSchemaWhenItHadToBeCut() {
        Notification cut = Notification.of(Reports.large(100, 100, "x".repeat(9_999)));

        assertThat(cut.detail().at("/groups/99/skippedNotListed").asInt()).isPositive();
        assertThat(mistakes("run-ended", cut)).isEmpty();
    }

    @Test
    void doesNotFitItsSchemaWhenSomethingIsMissingOrUnknown() {
        ObjectNode event = event(Notification.of(Reports.of(Outcome.VERIFIED)));
        ((ObjectNode) event.path("detail")).remove("outcome");
        assertThat(schema("run-ended").validate(event)).isNotEmpty();

        ((ObjectNode) event.path("detail")).put("outcome", "Perhaps");
        assertThat(schema("run-ended").validate(event)).isNotEmpty();

        ((ObjectNode) event.path("detail")).put("outcome", "Verified");
        assertThat(schema("run-ended").validate(event)).isEmpty();
        ((ObjectNode) event.at("/detail/groups/0")).put("surprise", 1);
        assertThat(schema("run-ended").validate(event)).isNotEmpty();
    }

    @Test
    void showsAnEndedRunAsItsExample() {
        Notification notification = Notification.of(Reports.of(Outcome.VERIFIED_WITH_SKIPS));

        assertThat(mistakes("run-ended", notification)).isEmpty();
        Golden.check(OUT.resolve("run-ended.example.json"), pretty(event(notification)));
    }

    @Test
    void showsAStalledRunAsItsExample() {
        Notification notification = Notification.of(Reports.stalled());

        assertThat(mistakes("run-stalled", notification)).isEmpty();
        Golden.check(OUT.resolve("run-stalled.example.json"), pretty(event(notification)));
    }

    @Test
    void showsANoticeAsItsExample() {
        Notification notification = Notification.of(Reports.refusedEvent("the policy names no cluster that exists"));

        assertThat(mistakes("fleet-notice", notification)).isEmpty();
        assertThat(mistakes("fleet-notice", Notification.of(Reports.failedRun())))
                .isEmpty();
        assertThat(mistakes("fleet-notice", Notification.of(Reports.unresolved())))
                .isEmpty();
        Golden.check(OUT.resolve("fleet-notice.example.json"), pretty(event(notification)));
    }

    /** As EventBridge delivers it. */
    private static ObjectNode event(Notification notification) {
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", "6a7e8feb-b491-4cf7-a9f1-bf3703467718")
                .put("detail-type", notification.detailType())
                .put("source", "hyperpatch")
                .put("account", Reports.ARN.account())
                .put("time", "2026-11-21T05:47:31Z")
                .put("region", Reports.ARN.region());
        event.putArray("resources").add(notification.resource());
        return event.set("detail", notification.detail());
    }

    private static List<Error> mistakes(String name, Notification notification) {
        return schema(name).validate(event(notification));
    }

    private static Schema schema(String name) {
        try {
            JsonNode schema = Json.mapper().readTree(Files.readString(OUT.resolve(name + ".schema.json")));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pretty(JsonNode json) {
        try {
            return Json.mapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
