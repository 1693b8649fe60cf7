package io.hyperpatch.rollout;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.PIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.Adoption;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.NodeBefore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConclusionTest {
    private static final Patience PATIENCE =
            new Patience(Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1));

    private final ClusterFixture cluster = new ClusterFixture()
            .group("gpu", group -> group.put("CurrentCount", 0))
            .group("system", group -> group.put("CurrentCount", 0));
    private final Intent intent =
            IntentFixture.number(1).groups("gpu", "system").intent();

    private final List<Node> nodes = new ArrayList<>();
    private final List<NodeBefore> before = new ArrayList<>();

    private Conclusion after(Duration time, Intent of) {
        return Conclusion.of(
                of,
                new Sight(
                        List.of(of),
                        cluster.cluster(),
                        Optional.of(NodeListing.of(nodes)),
                        before,
                        CALLED_AT.plus(time)),
                PATIENCE);
    }

    /** It was listed with this status before the call, and runs now, with the update time that it had. */
    private void nodeOf(String group, String statusBefore) {
        Node node = new Node(
                "i-" + group,
                group,
                statusBefore,
                Optional.empty(),
                Optional.of(CALLED_AT.minusSeconds(86_400)),
                Optional.empty(),
                ShownImage.NONE,
                Optional.empty());
        before.add(NodeBefore.of(node));
        nodes.add(new Node(
                node.instanceId(),
                group,
                Node.RUNNING,
                Optional.empty(),
                node.lastSoftwareUpdate(),
                Optional.empty(),
                ShownImage.NONE,
                Optional.empty()));
    }

    private Intent accepted() {
        return IntentFixture.number(1)
                .groups("gpu", "system")
                .answered(Answer.Kind.ACCEPTED)
                .intent();
    }

    private Conclusion after(Duration time) {
        return after(time, intent);
    }

    private void moved(String name) {
        cluster.group(name, group -> group.put("CurrentImageId", PIN)
                .put("DesiredImageId", PIN)
                .put("SoftwareUpdateStatus", "Succeeded"));
    }

    @Test
    void saysThatNothingBeganOnlyAfterADayWithoutATrace() {
        assertThat(after(Duration.ofHours(23))).isInstanceOf(Conclusion.Open.class);
        assertThat(after(Duration.ofHours(25))).isInstanceOf(Conclusion.NothingBegan.class);
    }

    @Test
    void givesUpACallThatAPersonSaysHasEndedAndWhoseProofDoesNotTell() {
        Intent adopted = IntentFixture.number(1)
                .groups("gpu", "system")
                .sightedAt(CALLED_AT)
                .adopted(Adoption.As.ENDED)
                .intent();

        assertThat(after(Duration.ofHours(25), adopted))
                .isInstanceOfSatisfying(Conclusion.Untellable.class, untellable -> assertThat(untellable.reason())
                        .contains("adopted as ended by arn:dana", "the trail shows it", "does not tell"));
        cluster.group("gpu", group -> group.put("SoftwareUpdateStatus", "InProgress"));
        assertThat(after(Duration.ofHours(25), adopted)).isInstanceOf(Conclusion.Open.class);
    }

    @Test
    void concludesNothingForADayFromAListingThatMayLackNodes() {
        cluster.group("gpu", group -> group.put("CurrentCount", 1));
        moved("gpu");
        moved("system");

        assertThat(after(Duration.ofHours(23))).isInstanceOf(Conclusion.Open.class);
        assertThat(after(Duration.ofHours(25))).isInstanceOf(Conclusion.Untellable.class);
    }

    @Test
    void givesUpWhereEveryGroupHasChangedWithoutAMark() {
        moved("gpu");
        moved("system");

        assertThat(after(Duration.ofMinutes(30))).isInstanceOf(Conclusion.Open.class);
        assertThat(after(Duration.ofHours(2))).isInstanceOf(Conclusion.Untellable.class);
    }

    @Test
    void saysThatNothingBeganWhereOneOfItsGroupsIsAsItWas() {
        moved("gpu");

        assertThat(after(Duration.ofHours(2))).isInstanceOf(Conclusion.Open.class);
        assertThat(after(Duration.ofHours(25)))
                .isInstanceOfSatisfying(Conclusion.NothingBegan.class, nothing -> assertThat(nothing.reason())
                        .contains("group system"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pending", "Failure", "SystemUpdating"})
    void givesUpAnAcceptedCallWhoseGroupsAreAsTheyWereWithoutANodeThatCouldShowIt(String statusBefore) {
        nodeOf("gpu", statusBefore);

        assertThat(after(Duration.ofHours(23), accepted())).isInstanceOf(Conclusion.Open.class);
        assertThat(after(Duration.ofHours(25), accepted()))
                .isInstanceOfSatisfying(Conclusion.Untellable.class, untellable -> assertThat(untellable.reason())
                        .contains("accepted", "group gpu"));
    }

    @Test
    void saysThatAnAcceptedCallBeganNothingWhereANodeOfOneOfItsGroupsShowsIt() {
        nodeOf("system", Node.RUNNING);

        assertThat(after(Duration.ofHours(2), accepted())).isInstanceOf(Conclusion.Open.class);
        assertThat(after(Duration.ofHours(25), accepted())).isInstanceOf(Conclusion.NothingBegan.class);
    }

    @Test
    void learnsNothingFromAGroupThatWasOnThePinAlready() {
        moved("system");
        Intent halfDone = IntentFixture.number(1)
                .before(cluster.cluster())
                .groups("gpu", "system")
                .intent();
        moved("gpu");

        assertThat(after(Duration.ofHours(25), halfDone)).isInstanceOf(Conclusion.Untellable.class);
    }

    @Test
    void learnsNothingFromAGroupThatHadBeenRolledBack() {
        cluster.group("system", group -> group.put("SoftwareUpdateStatus", "RollbackComplete"));
        Intent again = IntentFixture.number(1)
                .before(cluster.cluster())
                .groups("gpu", "system")
                .intent();
        moved("gpu");

        assertThat(after(Duration.ofHours(25), again)).isInstanceOf(Conclusion.Untellable.class);
    }

    @Test
    void givesUpWhereAnUpdateWasSeenUnderWayThatLeftEverythingAsItWas() {
        IntentFixture unknownImage = IntentFixture.number(1).pin(Pin.DEFAULT);

        assertThat(after(Duration.ofHours(25), unknownImage.intent())).isInstanceOf(Conclusion.NothingBegan.class);
        assertThat(after(
                        Duration.ofHours(2),
                        unknownImage.progress("gpu=0/InProgress", CALLED_AT).intent()))
                .isInstanceOfSatisfying(Conclusion.Untellable.class, untellable -> assertThat(untellable.reason())
                        .contains("seen under way"));
    }

    @Test
    void believesAGroupThatIsAsItWasThoughAnUpdateOfAnotherWasSeenUnderWay() {
        Intent seen = IntentFixture.number(1)
                .groups("gpu", "system")
                .progress("gpu=0/InProgress", CALLED_AT)
                .intent();
        moved("gpu");

        assertThat(after(Duration.ofHours(25), seen)).isInstanceOf(Conclusion.NothingBegan.class);
    }

    @Test
    void waitsWhileAnUpdateIsUnderWay() {
        moved("system");
        cluster.group("gpu", group -> group.put("SoftwareUpdateStatus", "InProgress"));

        assertThat(after(Duration.ofDays(20))).isInstanceOf(Conclusion.Open.class);
    }

    @Test
    void givesUpAnUpdateWhoseGroupIsNoLongerThere() {
        Intent sighted = IntentFixture.number(1).sightedAt(CALLED_AT).intent();
        assertThat(after(Duration.ofDays(2), sighted)).isInstanceOf(Conclusion.Open.class);

        cluster.with(json -> json.withArray("InstanceGroups").remove(2));

        assertThat(after(Duration.ofDays(2), sighted)).isInstanceOf(Conclusion.Untellable.class);
    }

    @Test
    void givesUpWhereEverythingIsAsAnotherRollbackWouldLeaveIt() {
        for (String name : List.of("gpu", "system")) {
            cluster.group(name, group -> group.put("SoftwareUpdateStatus", "RollbackComplete"));
        }
        Intent again = IntentFixture.number(1)
                .before(cluster.cluster())
                .groups("gpu", "system")
                .intent();

        assertThat(after(Duration.ofHours(25), again)).isInstanceOf(Conclusion.Untellable.class);
    }
}
