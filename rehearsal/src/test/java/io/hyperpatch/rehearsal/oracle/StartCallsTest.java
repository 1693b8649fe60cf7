package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.twin.Truth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartCallsTest {

    private final Left left = Left.verified();

    @Test
    void noticesASecondCallForAnIntent() {
        left.call("StartUpdate", "UpdateClusterSoftware", left.request(), Left.at(2));

        assertThat(left.broken(StartCalls::neverASecondCallForOneIntent))
                .singleElement()
                .asString()
                .contains("was made 2 times");
    }

    @Test
    void noticesACallOfWhichNothingIsStored() {
        left.items.keySet().removeIf(key -> key.contains("intent/"));

        assertThat(calls()).singleElement().asString().contains("no intent is stored");
    }

    @Test
    void noticesACallThatWasNotWrittenDownBefore() {
        left.intentItem().put("calledAt", Left.at(2).toString());

        assertThat(calls()).singleElement().asString().contains("was not written down as called");
    }

    @Test
    void noticesACallOfAnIntentThatIsOnlyPlanned() {
        left.intentItem().remove("calledAt");

        assertThat(calls()).singleElement().asString().contains("was not written down as called");
    }

    @Test
    void noticesACallForAnotherImage() {
        left.intentItem().put("pin", Left.OTHER);

        assertThat(calls()).singleElement().asString().contains("asks for something else");
    }

    @Test
    void noticesACallForFewerGroups() {
        left.intentItem().putArray("groups").add("gpu");

        assertThat(calls()).singleElement().asString().contains("asks for something else");
    }

    @Test
    void noticesACallThatLeavesOutAnAlarm() {
        left.intentItem()
                .withObject("/deployment")
                .putArray("alarms")
                .add("gpu-xid-c")
                .add(Left.WIRE);

        assertThat(calls()).singleElement().asString().contains("asks for something else");
    }

    @Test
    void noticesACallAfterTheEndOfTheRunWasRecorded() {
        left.item("run/").put("endedAt", Left.at(0).toString());

        assertThat(calls()).singleElement().asString().contains("after the end of its run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTHING_BEGAN", "REFUSED_BY_SERVICE", "NEVER_CALLED"})
    void noticesAnIntentThatIsCalledOffThoughItBegan(String as) {
        left.intentItem().withObject("/resolution").put("as", as);

        assertThat(resolutions()).first().asString().contains("resolved as " + as + ", and began an update");
    }

    @Test
    void acceptsAnIntentThatIsCalledOffWhoseUpdateChangedNothing() {
        left.changedNothing();
        left.intentItem().withObject("/resolution").put("as", "NOTHING_BEGAN");

        assertThat(resolutions()).isEmpty();
    }

    @Test
    void noticesAnIntentThatIsResolvedAsNeverCalledThoughItsCallWasTurnedDown() {
        nothingBegan();
        left.intentItem().remove("sightedAt");
        left.intentItem().withObject("/resolution").put("as", "NEVER_CALLED");

        assertThat(resolutions()).singleElement().asString().contains("and was called");
    }

    @Test
    void noticesAnIntentThatIsResolvedAsEndedThoughItsUpdateGoesOn() {
        Truth.Update whole = left.updates.getFirst();
        left.updates.set(
                0, new Truth.Update(1, false, Left.PIN, List.of(), whole.started(), Optional.empty(), whole.groups()));

        assertThat(resolutions()).singleElement().asString().contains("its update goes on");
    }

    @Test
    void noticesASightingOfWhatWasNeverThere() {
        nothingBegan();

        assertThat(resolutions()).singleElement().asString().contains("was sighted");
    }

    @Test
    void onSlurmOneOfTheCallsOfAStepThatStandsIsEnough() {
        unwired();
        ObjectNode first = left.intentItem();
        ObjectNode second = left.put("run/" + Left.RUN, "intent/001/002", first.toString());
        second.withObject("/id").put("number", 2);
        second.put("calledAt", Left.at(2).toString());
        first.withObject("/resolution").put("as", "NOTHING_BEGAN");
        assertThat(resolutions()).isEmpty();

        second.withObject("/resolution").put("as", "REFUSED_BY_SERVICE");
        assertThat(resolutions()).singleElement().asString().contains("c-1/s1i1 is resolved as NOTHING_BEGAN");
    }

    private void nothingBegan() {
        left.updates.clear();
        left.truthCalls.clear();
    }

    private void unwired() {
        left.slurm = true;
        left.intentItem().withObject("/deployment").putArray("alarms");
        left.intentItem().remove("sightedAt");
        ObjectNode request = left.request();
        request.remove("DeploymentConfig");
        Truth.Call call = left.truthCalls.getFirst();
        left.truthCalls.set(0, new Truth.Call(call.at(), "c", request, false, call.update(), Optional.empty(), ""));
    }

    private List<String> calls() {
        return left.broken(StartCalls::everyCallIsItsIntents);
    }

    private List<String> resolutions() {
        return left.broken(StartCalls::everyResolutionIsTheTruth);
    }
}
