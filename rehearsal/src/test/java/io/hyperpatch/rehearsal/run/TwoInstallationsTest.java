package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.rehearsal.twin.Truth;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two installations of the product, with the same policy in one account, meet on a cluster: their runs have the same name. What the
 * first asks of the service is taken from a rehearsal of its own, and comes in that of the second as somebody else's call.
 */
class TwoInstallationsTest {
    private static final String ANOTHER =
            "hyperpatch-" + Installation.ofTable("the-first").mark() + ".";

    private static final String ALONE = """
            name: alone
            description: The first installation patches the cluster.
            policy: { rollout: { canary: [] } }
            triggers:
              - event: ec2-ami-state-change
                expect: Verified
            """;

    private static final String MEETING = """
            name: meeting
            description: The call of the first installation comes before that of the second.
            policy: { rollout: { canary: [] } }
            happenings:
              - happens: updateByOthers
                when: { afterStart: %s }
                request: %s
            triggers:
              - event: ec2-ami-state-change
                after: %s
                expect: Refused
            expect:
              updates: 0
            """;

    /** The one start call that the first installation makes. */
    private static JsonNode callOfTheFirst() {
        try (Rehearsal alone = new Rehearsal(UnknownsTest.setting(ALONE), 1, "the-first")) {
            return alone.run(Watcher.NOBODY)
                    .evidence()
                    .truth()
                    .calls()
                    .getFirst()
                    .request();
        }
    }

    @Test
    void theSecondKnowsThatTheUpdateWhichTheServiceNamesInItsRefusalIsNotItsOwn() {
        RehearsalResult result = UnknownsTest.play(MEETING.formatted("PT15S", callOfTheFirst(), "PT0S"));

        assertThat(result.surprises()).isEmpty();
        UnknownsTest.assertHeld(result);
        assertThat(result.evidence().truth().calls())
                .extracting(Truth.Call::byOthers)
                .containsExactly(true, false);
        assertThat(mails(result)).singleElement().asString().contains(ANOTHER);
    }

    @Test
    void theSecondDoesNotBeginWhileAnUpdateOfTheFirstIsUnderWay() {
        RehearsalResult result = UnknownsTest.play(MEETING.formatted("PT0S", callOfTheFirst(), "PT5M"));

        assertThat(result.surprises()).isEmpty();
        UnknownsTest.assertHeld(result);
        assertThat(result.evidence().truth().calls())
                .extracting(Truth.Call::byOthers)
                .containsExactly(true);
        assertThat(mails(result))
                .singleElement()
                .asString()
                .contains("another installation of Hyperpatch", ANOTHER, "take the cluster out of the policy of one");
    }

    private static List<String> mails(RehearsalResult result) {
        return result.evidence().messages().stream()
                .map(message -> message.body())
                .toList();
    }
}
