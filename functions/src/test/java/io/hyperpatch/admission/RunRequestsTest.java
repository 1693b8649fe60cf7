package io.hyperpatch.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.admission.RunRequests.Request;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.generation.Generation;
import io.hyperpatch.json.Json;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.PolicyReader;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.InMemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunRequestsTest {
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-west-2:111122223333:cluster/aaaaaaaaaaaa");
    private static final String LONGEST_NAME = "a".repeat(63);
    private static final ClusterRef CLUSTER = new ClusterRef(ARN, LONGEST_NAME);
    private static final String AMI = "ami-0abcdef1234567890";
    private static final Pin PIN = new Pin.Exact(AMI);
    private static final Map<String, Pin> PINS =
            Map.of("system", PIN, "gpu", PIN, "canary", PIN, "login", PIN, "data", PIN);
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final Instant DUE = NOW.plus(Duration.ofDays(2));
    private static final Trigger EVENT = new Trigger.ImageReleased(AMI, "available");
    private static final ClusterDecision GO = new ClusterDecision.Go(CLUSTER, PINS, "the pin is " + AMI);
    private static final ClusterDecision TOO_YOUNG = new ClusterDecision.Deferred(CLUSTER, PINS, DUE, "too young");

    private final Runs runs = new Runs(new InMemoryStore());
    private final RunRequests requests = new RunRequests(runs);
    private final FleetPolicy policy = policy("act");

    private static FleetPolicy policy(String mode) {
        return new PolicyReader().read("policy", """
                {"name":"gpu-fleet","mode":"%s","clusters":{"names":["train-a"]},
                 "image":{"track":"ami-0abcdef1234567890","owners":["self","amazon","111122223333"]},
                 "rollout":{"canary":["canary"],"batch":"25%%","wait":"PT10M","alarms":["xid-{cluster}"]}}
                """.formatted(mode).getBytes(StandardCharsets.UTF_8));
    }

    private Request request(ClusterDecision decision, String parent, Instant now) {
        return requests.of(policy, EVENT, decision, Optional.empty(), parent, now);
    }

    /** What a reported request leaves behind. */
    private void ended(Request request, Outcome outcome, Optional<Instant> until) {
        runs.begin(request.work().planned(NOW));
        runs.end(ARN, request.work().run(), outcome, "why", until, NOW);
    }

    @Test
    void startsARunWithAllThatItNeeds() {
        Request request = request(GO, "parent", NOW);

        assertThat(request.decision()).isEqualTo(RunRequests.Course.START);
        assertThat(request.end()).isEmpty();
        assertThat(request.work().cluster()).isEqualTo(CLUSTER);
        assertThat(request.work().pins()).isEqualTo(PINS);
        assertThat(request.work().mode()).isEqualTo(FleetPolicy.Mode.ACT);
        assertThat(request.work().image().owners()).containsExactlyInAnyOrder("self", "amazon", "111122223333");
        assertThat(request.work().rollout().canary()).containsExactly("canary");
        assertThat(request.work().rollout().deployment().waitSeconds()).contains(600);
        assertThat(request.work().rollout().deployment().alarms()).containsExactly("xid-" + LONGEST_NAME);
        assertThat(request.work().run().attempt()).isEqualTo(1);
    }

    @Test
    void carriesTheModeOfThePolicy() {
        assertThat(requests.of(policy("observe"), EVENT, GO, Optional.empty(), "parent", NOW)
                        .work()
                        .onlyObserves())
                .isTrue();
    }

    @Test
    void namesARunWithinTheLimitOfExecutions() {
        assertThat(request(GO, "parent", NOW).work().run().toString())
                .hasSizeLessThanOrEqualTo(80 - "-w99999".length());
    }

    @Test
    void hasTheSameInputForTheSameParentWhateverPromptsItAndWhenever() {
        String first = Json.of(request(GO, "parent", NOW).work()).toString();
        String again = Json.of(requests.of(
                                policy,
                                new Trigger.ScheduleDue(LocalDate.of(2026, 12, 1)),
                                new ClusterDecision.Go(CLUSTER, PINS, "another reason"),
                                Optional.empty(),
                                "parent",
                                NOW.plusSeconds(99))
                        .work())
                .toString();

        assertThat(again).isEqualTo(first);
        assertThat(Json.of(request(GO, "other", NOW).work()).toString()).isNotEqualTo(first);
    }

    @Test
    void writesTheInputInOneOrderOnEachMachine() {
        var work = Json.of(request(GO, "parent", NOW).work());

        assertThat(work.path("pins").fieldNames())
                .toIterable()
                .containsExactly("canary", "data", "gpu", "login", "system");
        assertThat(work.path("image").path("owners"))
                .extracting(owner -> owner.asText())
                .containsExactly("111122223333", "amazon", "self");
    }

    @Test
    void writesTheModeAsAPolicyDoes() {
        assertThat(Json.of(request(GO, "parent", NOW).work()).path("mode").asText())
                .isEqualTo("act");
    }

    @Test
    void asksForAnImageThatIsTakenBackUnderAnotherNameThanTheFirstTime() {
        Request first = request(GO, "p1", NOW);
        Generation y = first.wanted().wanting(Map.of("gpu", Pin.of("ami-0ffffffffffffffff")), NOW);

        Request back = requests.of(policy, EVENT, GO, Optional.of(y), "p2", NOW);

        assertThat(first.work().generation()).contains(1L);
        assertThat(back.wanted().number()).isEqualTo(3);
        assertThat(back.work().generation()).contains(3L);
        assertThat(back.work().run().fingerprint())
                .isNotEqualTo(first.work().run().fingerprint());
        assertThat(back.decision()).isEqualTo(RunRequests.Course.START);
    }

    @Test
    void goesOnInTheSameGenerationWhileTheSameImageIsWanted() {
        Generation known = Generation.first(PINS, NOW);

        Request again = requests.of(policy, EVENT, GO, Optional.of(known), "p2", NOW.plusSeconds(9));

        assertThat(again.wanted()).isEqualTo(known);
        assertThat(again.work().run()).isEqualTo(request(GO, "p1", NOW).work().run());
    }

    @Test
    void reportsARefusal() {
        Request request = request(new ClusterDecision.Refused(CLUSTER, PINS, "no age"), "parent", NOW);

        assertThat(request.decision()).isEqualTo(RunRequests.Course.REPORT);
        assertThat(request.end()).contains(new RunRequest.End(Outcome.REFUSED, "no age", Optional.empty()));
    }

    @Test
    void tellsPeopleOnceThatAnImageHasToGrowOlderAndStartsWhenItIsDue() {
        Request first = request(TOO_YOUNG, "p1", NOW);
        assertThat(first.decision()).isEqualTo(RunRequests.Course.DEFER);
        assertThat(first.end()).contains(new RunRequest.End(Outcome.DEFERRED, "too young", Optional.of(DUE)));
        ended(first, Outcome.DEFERRED, Optional.of(DUE));

        Request early = request(TOO_YOUNG, "p2", DUE.minusMillis(1));
        assertThat(early.decision()).isEqualTo(RunRequests.Course.DUPLICATE);
        assertThat(early.work().run()).isEqualTo(first.work().run());
        assertThat(request(TOO_YOUNG, "p2", DUE).decision()).isEqualTo(RunRequests.Course.DEFER);

        Request due = request(GO, "p3", DUE);
        assertThat(due.decision()).isEqualTo(RunRequests.Course.START);
        assertThat(due.work().run().attempt()).isEqualTo(2);
    }

    @Test
    void isADuplicateOfWorkThatIsDone() {
        Request first = request(GO, "p1", NOW);
        ended(first, Outcome.VERIFIED, Optional.empty());

        Request second = request(GO, "p2", NOW.plus(Duration.ofDays(1)));

        assertThat(second.decision()).isEqualTo(RunRequests.Course.DUPLICATE);
        assertThat(second.work().run()).isEqualTo(first.work().run());
    }

    @Test
    void tellsAnOperatorEachTimeThatAPinIsBlocked() {
        Trigger asked = new Trigger.OperatorAsked("start", List.of(), "a CVE", "dana", false, LocalDate.EPOCH);
        ended(request(GO, "p1", NOW), Outcome.ROLLED_BACK, Optional.empty());

        Request second = requests.of(policy, asked, GO, Optional.empty(), "p2", NOW);
        assertThat(second.decision()).isEqualTo(RunRequests.Course.REPORT);
        assertThat(second.work().run().attempt()).isEqualTo(2);
        ended(second, Outcome.REFUSED, Optional.empty());

        Request third = requests.of(policy, asked, GO, Optional.empty(), "p3", NOW);
        assertThat(third.decision()).isEqualTo(RunRequests.Course.REPORT);
        assertThat(third.work().run().attempt()).isEqualTo(3);
    }
}
