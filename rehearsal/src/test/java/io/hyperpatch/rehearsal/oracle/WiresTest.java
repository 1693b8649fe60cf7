package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.aws.CallResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class WiresTest {

    private final Left left = Left.verified();

    @Test
    void acceptsAWireThatGoesAfterItsIntentIsResolved() {
        deleted(5);

        assertThat(wires()).isEmpty();
    }

    @Test
    void noticesAWireThatGoesBeforeItsIntentIsResolved() {
        left.intentItem().remove("resolution");
        deleted(5);

        assertThat(wires()).singleElement().asString().contains("before its intent is resolved");
    }

    @Test
    void noticesAWireThatGoesWhileAnUpdateListsIt() {
        deleted(2);

        assertThat(wires()).hasSize(2).last().asString().contains("while an update in effect lists it");
    }

    @Test
    void acceptsACallWhoseWireWasSeenToBeOk() {
        assertThat(left.broken(Wires::armedBeforeTheCall)).isEmpty();
    }

    @Test
    void noticesACallWhoseWireWasNeverSeenToBeOk() {
        left.readings.clear();
        left.read("ArmWire", "monitoring:DescribeAlarms", 0, """
                {"MetricAlarms": [{"AlarmName": "%s", "StateValue": "INSUFFICIENT_DATA"}]}""".formatted(Left.WIRE));

        assertThat(left.broken(Wires::armedBeforeTheCall))
                .singleElement()
                .asString()
                .contains("before " + Left.WIRE + " was seen to be OK");
    }

    @Test
    void noticesACallWhoseWireWasOkOnlyAfterwards() {
        left.readings.clear();
        left.read("ArmWire", "monitoring:DescribeAlarms", 2, """
                {"MetricAlarms": [{"AlarmName": "%s", "StateValue": "OK"}]}""".formatted(Left.WIRE));

        assertThat(left.broken(Wires::armedBeforeTheCall)).hasSize(1);
    }

    @Test
    void noticesACallWhoseWireWasWrittenDownAsArmedOnlyAfterwards() {
        left.intentItem().put("armedAt", Left.at(2).toString());

        assertThat(left.broken(Wires::armedBeforeTheCall))
                .singleElement()
                .asString()
                .contains("before it was written down that " + Left.WIRE);
    }

    private void deleted(int minutes) {
        left.calls.add(new ApiCall(
                Left.at(minutes),
                "ReleaseLease",
                "monitoring",
                "DeleteAlarms",
                Left.json("{\"AlarmNames\": [\"%s\"]}".formatted(Left.WIRE)),
                new CallResult.Ok()));
    }

    private List<String> wires() {
        return left.broken(Wires::outliveTheirIntents);
    }
}
