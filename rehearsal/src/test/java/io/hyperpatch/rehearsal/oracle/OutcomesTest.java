package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.twin.Truth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a cluster, held against what it is. */
class OutcomesTest {

    private final Left left = Left.verified();

    @Test
    void noticesAResolvedRefusalOfARunThatChangedSomething() {
        left.item("run/").put("outcome", "Unknown").put("resolved", "Refused");

        assertThat(left.broken(Updates::nothingChangedWhereNothingWasToBe))
                .singleElement()
                .asString()
                .contains("turned out to have ended Refused, and began 1 updates");
    }

    @Test
    void noticesANodeThatDoesNotRunThePin() {
        left.stands("gpu", Left.OLD, "Running");

        assertThat(truth()).singleElement().asString().contains("i-gpu is Running on " + Left.OLD);
    }

    @Test
    void noticesARollbackThatNeverWas() {
        left.reports.getFirst().put("outcome", "RolledBack");

        assertThat(truth()).hasSize(2).allSatisfy(wrong -> assertThat(wrong).contains("is not back on"));
    }

    @Test
    void acceptsARollbackOfTheWholeUpdate() {
        rolledBack(List.of("gpu", "cpu"));

        assertThat(truth()).isEmpty();
    }

    @Test
    void noticesARollbackThatLeftOneGroupOnThePin() {
        rolledBack(List.of("gpu"));

        assertThat(truth()).singleElement().asString().contains("group cpu is not back on " + Left.OLD);
    }

    @Test
    void noticesPatchedNodesThatDoNotRunThePin() {
        left.stands("gpu", Left.OLD, "Running");

        assertThat(left.broken(Reports::patchedNodesRunThePin))
                .singleElement()
                .asString()
                .contains("0 run " + Left.PIN);
    }

    @Test
    void acceptsAMixedDefaultOfWhichOneGroupWasNeverBegun() {
        left.reports.getFirst().put("outcome", "Mixed").withArray("groups").forEach(group -> ((ObjectNode) group)
                .put("pin", "default"));
        Truth.Update update = left.updates.getFirst();
        left.updates.set(
                0,
                new Truth.Update(
                        1,
                        false,
                        Left.PIN,
                        update.alarms(),
                        update.started(),
                        update.ended(),
                        List.of(Left.ended("gpu", "Succeeded"))));
        left.stands("cpu", Left.OLD, "Running");

        assertThat(truth()).isEmpty();
    }

    private void rolledBack(List<String> back) {
        left.reports.getFirst().put("outcome", "RolledBack");
        Truth.Update update = left.updates.getFirst();
        left.updates.set(
                0,
                new Truth.Update(
                        1,
                        false,
                        Left.PIN,
                        update.alarms(),
                        update.started(),
                        Optional.of(Left.at(3)),
                        List.of(
                                Left.ended("gpu", back.contains("gpu") ? "RollbackComplete" : "Succeeded"),
                                Left.ended("cpu", back.contains("cpu") ? "RollbackComplete" : "Succeeded"))));
        back.forEach(group -> left.stands(group, Left.OLD, "Running"));
    }

    private List<String> truth() {
        return left.broken(Reports::outcomeIsTheTruth);
    }
}
