package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtRestTest {

    private final Left left = Left.verified();

    @Test
    void acceptsARunThatLeftNothingOpen() {
        assertThat(freeness()).isEmpty();
        assertThat(unknowns()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELD", "PARKED"})
    void noticesALeaseThatIsNotFree(String state) {
        left.lease(state, Left.RUN);

        assertThat(freeness()).singleElement().asString().contains(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLANNED", "CALLED"})
    void noticesAnIntentThatIsNotResolved(String state) {
        left.intentItem().put("state", state);

        assertThat(freeness()).singleElement().asString().contains("c-1/s1i1 is still " + state);
    }

    @Test
    void noticesAnEndThatWasNotTold() {
        left.put("unreported", "run/c-2", "{\"run\": \"c-2\"}");

        assertThat(freeness()).singleElement().asString().contains("c-2");
    }

    @Test
    void noticesAWireThatNoGroupNames() {
        left.alarms.addAll(List.of(Left.WIRE, "gpu-xid-c"));

        assertThat(freeness()).singleElement().asString().contains(Left.WIRE);
    }

    @Test
    void leavesAWireThatAGroupStillNames() {
        left.alarms.add(Left.WIRE);
        left.show("gpu", Left.PIN, Left.PIN, "Succeeded", Left.WIRE);

        assertThat(freeness()).isEmpty();
    }

    @Test
    void noticesAnUnknownAlthoughEveryCallIsResolved() {
        left.item("run/").put("outcome", "Unknown");

        assertThat(unknowns()).singleElement().asString().contains("c-1 stays Unknown");
    }

    @Test
    void noticesAnUnknownOfARunThatMadeNoCall() {
        left.item("run/").put("outcome", "Unknown");
        left.items.keySet().removeIf(key -> key.startsWith("run/"));

        assertThat(unknowns()).singleElement().asString().contains("there were none");
    }

    @Test
    void takesTheResolvedWordForTheLatest() {
        left.item("run/").put("outcome", "Unknown").put("resolved", "Verified");

        assertThat(unknowns()).isEmpty();
    }

    @Test
    void noticesAnUnknownThatWasResolvedAsUnknownThoughItCanBeTold() {
        left.item("run/").put("outcome", "Mixed").put("resolved", "Unknown");

        assertThat(unknowns()).hasSize(1);
    }

    @Test
    void noticesAnIntentThatIsGivenUpThoughItCanBeTold() {
        left.intentItem().withObject("/resolution").put("as", "UNTELLABLE");

        assertThat(unknowns()).singleElement().asString().contains("c-1/s1i1 is given up, but the wire was seen");
    }

    private List<String> freeness() {
        return left.broken(AtRest::everyLeaseIsFree);
    }

    private List<String> unknowns() {
        return left.broken(AtRest::unknownOnlyWhereNoReadingCouldTell);
    }
}
