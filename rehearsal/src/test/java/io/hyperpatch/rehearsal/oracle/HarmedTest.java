package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run brings an image to gpu and cpu; an hour before, another run under another policy had brought it to gpu. */
class HarmedTest {
    private static final String EARLIER = "c-0";
    private static final String WIRE = "hyperpatch-c-0-s1-i1";

    private final Left left = Left.verified();

    @BeforeEach
    void anEarlierRunWithTheSameImage() {
        earlier("RolledBack", "RollbackComplete", Left.PIN);
    }

    private void earlier(String outcome, String ending, String image) {
        left.run(EARLIER, outcome);
        run().put("startedAt", Left.at(-60).toString())
                .put("endedAt", Left.at(-30).toString());
        run().put("policy", "another");
        ObjectNode intent = left.intentItem().deepCopy();
        intent.withObject("id").put("run", EARLIER);
        intent.put("plannedAt", Left.at(-59).toString())
                .put("calledAt", Left.at(-58).toString());
        intent.put("pin", image).withObject("deployment").putArray("alarms").add(WIRE);
        left.items.put("run/" + EARLIER + "|intent/001/001", intent);
        ObjectNode request = left.request();
        request.withObject("DeploymentConfig")
                .putArray("AutoRollbackConfiguration")
                .addObject()
                .put("AlarmName", WIRE);
        Truth.Update later = left.updates.getLast();
        left.updates.clear();
        left.updates.add(new Truth.Update(
                1,
                false,
                image,
                List.of(WIRE),
                Left.at(-58),
                Optional.of(Left.at(-40)),
                List.of(new Truth.GroupUpdate(
                        "gpu", image, Left.OLD, Optional.of(ending), Optional.of(Left.at(-40)), List.of(), 1))));
        left.updates.add(
                new Truth.Update(2, false, Left.PIN, later.alarms(), later.started(), later.ended(), later.groups()));
        Truth.Call call = left.truthCalls.getLast();
        left.truthCalls.clear();
        left.truthCalls.addAll(new ArrayList<>(List.of(
                new Truth.Call(Left.at(-58), "c", request, false, Optional.of(1), Optional.empty(), ""),
                new Truth.Call(call.at(), "c", call.request(), false, Optional.of(2), Optional.empty(), ""))));
    }

    private ObjectNode run() {
        return left.items.entrySet().stream()
                .filter(item -> item.getKey().endsWith("/" + EARLIER))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private List<String> broken() {
        return left.broken(Harmed::neverBegunAgain);
    }

    @Test
    void noticesAnImageThatWasRolledBackInAGroupThatItIsBroughtToAgain() {
        assertThat(broken()).singleElement().asString().contains("brings " + Left.PIN + " to gpu again");
    }

    @ParameterizedTest
    @CsvSource({"RolledBack,true", "Mixed,true", "Unknown,false", "Interrupted,false", "Verified,false"})
    void goesByWhatTheProductItselfHasTold(String outcome, boolean noticed) {
        run().put("outcome", outcome);

        assertThat(broken()).hasSize(noticed ? 1 : 0);
    }

    @Test
    void knowsWhatARunTurnedOutToHaveDone() {
        run().put("outcome", "Unknown").put("resolved", "RolledBack");
        run().put("resolvedAt", Left.at(-10).toString());
        assertThat(broken()).hasSize(1);

        run().put("resolvedAt", Left.at(10).toString());
        assertThat(broken()).isEmpty();
    }

    @Test
    void acceptsAnotherImage() {
        earlier("RolledBack", "RollbackComplete", Left.OTHER);

        assertThat(broken()).isEmpty();
    }

    @Test
    void noticesAnImageOnWhichNodesFailed() {
        earlier("Mixed", "Failed", Left.PIN);
        assertThat(broken()).isEmpty();

        ObjectNode report = left.endOf(EARLIER, "Mixed");
        ((ObjectNode) report.path("groups").get(0))
                .putArray("failed")
                .addObject()
                .put("id", "i-gpu");
        left.report(report);
        assertThat(broken()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false"})
    void acceptsWhatAPersonHasReleased(boolean release, boolean accepted) {
        left.execution(
                "patch-fleet",
                "f0",
                ExecutionStatus.SUCCEEDED,
                "{\"detail\": {\"release\": %s}}".formatted(release),
                "{}",
                null,
                0);
        left.items
                .get("run/" + Left.RUN + "|intent/001/001")
                .put("plannedAt", plannedLater().toString());

        assertThat(broken()).hasSize(accepted ? 0 : 1);
    }

    /** Hand-made executions begin at the start. */
    private static Instant plannedLater() {
        return Left.START.plusSeconds(1);
    }

    @Test
    void acceptsAStepBack() {
        left.put("run/" + Left.RUN, "plan", "{\"steps\": [{\"index\": 1, \"direction\": \"BACK\"}]}");

        assertThat(broken()).isEmpty();
    }
}
