package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ToldTest {

    private final Left left = Left.verified();

    @Test
    void noticesThatPeopleWereNotTold() {
        left.messages.clear();

        assertThat(people()).singleElement().asString().contains("of c-1/final there are 0");
    }

    @Test
    void noticesThatPeopleWereToldUnderTwoSubjects() {
        left.message("c-1/final", "Verified", "Verified: or was it?", "all is well");

        assertThat(people()).singleElement().asString().contains("there are 2 different");
    }

    @Test
    void acceptsTheSameNewsTwice() {
        left.message("c-1/final", "Verified", "all is still well");

        assertThat(people()).isEmpty();
    }

    @Test
    void noticesThatTheSameMailIsRepeatedTooSoon() {
        left.message("c-1/final", "Verified", "all is still well", 14);

        assertThat(left.broken(Told::repeatsAreFurtherAndFurtherApart))
                .singleElement()
                .asString()
                .contains("c-1/final was sent at");
    }

    @Test
    void noticesRepeatsThatGetNoFurtherApart() {
        left.message("c-1/final", "Verified", "all is still well", 20);
        left.message("c-1/final", "Verified", "all is still well", 35);

        assertThat(left.broken(Told::repeatsAreFurtherAndFurtherApart)).hasSize(1);
    }

    @Test
    void acceptsRepeatsThatAreFurtherAndFurtherApart() {
        left.message("c-1/final", "Verified", "all is still well", 20);
        left.message("c-1/final", "Verified", "all is still well", 50);
        left.message("c-2/final", "Verified", "another run", 51);
        left.message("c-1/final", "Verified", "all is still well", 110);

        assertThat(left.broken(Told::repeatsAreFurtherAndFurtherApart)).isEmpty();
    }

    @Test
    void noticesThatPeopleWereToldSomethingElseThanIsStored() {
        left.item("run/").put("outcome", "Mixed");

        assertThat(people()).singleElement().asString().contains("c-1/final says Verified, stored is Mixed");
    }

    @Test
    void noticesARunWithoutAnOutcome() {
        left.item("run/").remove("outcome");

        assertThat(people()).anySatisfy(wrong -> assertThat(wrong).contains("has no outcome"));
    }

    @Test
    void noticesAResolvedOutcomeThatWasNotTold() {
        left.item("run/").put("resolved", "Verified");

        assertThat(people()).singleElement().asString().contains("of c-1/resolved there are 0");

        left.message("c-1/resolved", "Verified", "it is known now");
        assertThat(people()).isEmpty();
    }

    @Test
    void noticesTheEndOfARunThatDoesNotExist() {
        left.message("c-9/final", "Verified", "all is well");

        assertThat(people()).singleElement().asString().contains("no such run is stored");
    }

    @Test
    void noticesThatMachinesWereNotTold() {
        left.reports.clear();

        assertThat(machines()).singleElement().asString().contains("machines heard []");
    }

    @Test
    void noticesThatMachinesWereToldSomethingElse() {
        left.report(left.endOf(Left.RUN, "Mixed"));

        assertThat(machines()).singleElement().asString().contains("stored is Verified");
    }

    @Test
    void noticesAResolvedOutcomeThatMachinesWereNotTold() {
        left.item("run/").put("outcome", "Unknown").put("resolved", "Verified");
        left.reports.getFirst().put("outcome", "Unknown");

        assertThat(machines()).singleElement().asString().contains("machines heard [] as c-1/resolved");
    }

    @ParameterizedTest
    @EnumSource(
            value = ExecutionStatus.class,
            names = {"FAILED", "TIMED_OUT", "ABORTED"})
    void noticesAnExecutionThatDiedWithoutARunBeingStored(ExecutionStatus status) {
        left.execution("patch-cluster", "c-2", status, "");

        assertThat(executions()).singleElement().asString().contains("run c-2 is not stored");
    }

    @Test
    void acceptsThatARunWhichCouldNotBeStoredIsToldByAnother() {
        left.execution("patch-cluster", "c-2", ExecutionStatus.FAILED, "");
        left.message("c-2/notice", "Unknown", "please look");

        assertThat(executions()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ExecutionStatus.class,
            names = {"FAILED", "TIMED_OUT", "ABORTED"})
    void noticesAPatchFleetThatEndsBadlyAndNobodyTellsOf(ExecutionStatus status) {
        left.executions.removeLast();
        left.fleet(status, "");
        assertThat(executions()).singleElement().asString().contains("nobody was told");

        left.message(Left.FLEET + "/notice", "Unknown", "it ended early");
        assertThat(executions()).isEmpty();
    }

    @Test
    void noticesARefusedEventThatNobodyHearsOf() {
        left.executions.removeLast();
        left.fleet(ExecutionStatus.SUCCEEDED, "{\"outcome\": \"Refused\", \"runs\": []}");

        assertThat(executions())
                .singleElement()
                .asString()
                .contains("ended {\"outcome\":\"Refused\",\"runs\":[]}, and nobody was told");

        left.message(Left.FLEET + "/notice", "Refused", "the policy is wrong");
        assertThat(executions()).isEmpty();
    }

    @Test
    void acceptsThatARunWhichCouldNotBeReportedIsToldInstead() {
        left.executions.removeLast();
        left.fleet(ExecutionStatus.SUCCEEDED, "{\"outcome\": \"Refused\", \"runs\": []}");
        left.message("c-1/notice", "Refused", "it could not be reported");

        assertThat(executions()).isEmpty();
    }

    @Test
    void leavesAQuietEndInPeace() {
        left.executions.removeLast();
        left.messages.clear();
        left.fleet(ExecutionStatus.SUCCEEDED, "{\"outcome\": \"Quiet\", \"runs\": []}");

        assertThat(executions()).isEmpty();
    }

    @Test
    void noticesADuplicateOfARunThatDoesNotExist() {
        left.executions.removeLast();
        ends("c-2", "Duplicate");

        assertThat(executions()).singleElement().asString().contains("Duplicate of c-2, and there is no such run");
    }

    @Test
    void noticesThatAnEventEndedOtherwiseThanItsRun() {
        left.executions.removeLast();
        ends("c-1", "Mixed");

        assertThat(executions()).singleElement().asString().contains("stored as 'Verified'");
    }

    @Test
    void noticesALostRunWithoutANotice() {
        left.executions.removeLast();
        ends("c-1", "Unknown");
        assertThat(executions()).singleElement().asString().contains("stored as 'Verified'");

        left.message("c-1/notice", "Unknown", "please look");
        assertThat(executions()).isEmpty();
    }

    private void ends(String run, String outcome) {
        left.fleet(ExecutionStatus.SUCCEEDED, """
                {"runs": [{"run": "%s", "cluster": "c", "outcome": "%s", "reason": ""}]}""".formatted(run, outcome));
    }

    private List<String> people() {
        return left.broken(Told::oneFinalNotification);
    }

    private List<String> machines() {
        return left.broken(Told::machinesHearTheSame);
    }

    private List<String> executions() {
        return left.broken(Told::noExecutionEndsUntold);
    }
}
