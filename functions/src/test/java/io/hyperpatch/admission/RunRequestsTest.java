package io.hyperpatch.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.admission.RunRequests.Request;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.generation.Generation;
import io.hyperpatch.harm.Harm;
import io.hyperpatch.harm.Harms;
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
import java.util.Set;
import java.util.TreeMap;
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
    private static final ClusterDecision GO = go(PINS, Set.of(), "the pin is " + AMI);
    private static final ClusterDecision TOO_YOUNG = new ClusterDecision.Deferred(CLUSTER, PINS, DUE, "too young");

    private final InMemoryStore store = new InMemoryStore();
    private final Runs runs = new Runs(store);
    private final Requests stored = new Requests(store);
    private final Harms harms = new Harms(store);
    private final RunRequests requests = new RunRequests(store, cluster -> NodeListing.of(List.of()));
    private final FleetPolicy policy = policy("act");

    private static FleetPolicy policy(String mode) {
        return policy("gpu-fleet", mode, "");
    }

    private static FleetPolicy policy(String name, String mode, String rollout) {
        return new PolicyReader()
                .read("policy", """
                {"name":"%s","mode":"%s","clusters":{"names":["train-a"]},
                 "image":{"track":"ami-0abcdef1234567890","owners":["self","amazon","111122223333"]},
                 "rollout":{"canary":["canary"],"batch":"25%%","wait":"PT10M","alarms":["xid-{cluster}"]%s}}
                """.formatted(name, mode, rollout).getBytes(StandardCharsets.UTF_8));
    }

    private static ClusterDecision go(Map<String, Pin> pins, Set<String> spared, String reason) {
        return new ClusterDecision.Go(CLUSTER, pins, spared, List.of(), reason);
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
                                go(PINS, Set.of(), "another reason"),
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

    private static Trigger asked(boolean release) {
        return new Trigger.OperatorAsked("start", List.of(), "a CVE", "dana", release, LocalDate.EPOCH);
    }

    /** What a run leaves behind whose gpu group was rolled back. */
    private Request harmed(ClusterDecision decision) {
        Request request = request(decision, "p1", NOW);
        stored.keep(request.work());
        ended(request, Outcome.ROLLED_BACK, Optional.empty());
        harms.record(
                ARN,
                Harm.of(
                        "gpu",
                        decision.pins().get("gpu").identity(),
                        Optional.empty(),
                        Harm.Kind.HARMED,
                        Harm.By.SERVICE,
                        request.work().run(),
                        NOW));
        return request;
    }

    private static ClusterDecision go(Map<String, Pin> pins) {
        return go(pins, Set.of(), "the pin is " + AMI);
    }

    private static void assertBlocked(Request request, Request harmful) {
        assertThat(request.decision()).isEqualTo(RunRequests.Course.REPORT);
        assertThat(request.end()).hasValueSatisfying(end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(end.reason())
                    .contains("group gpu", harmful.work().run().toString(), NOW.toString())
                    .contains("./hyperpatch unblock " + LONGEST_NAME + " ");
        });
    }

    @Test
    void staysBlockedUnderARenamedPolicyAndWithGroupsThatCameOrWent() {
        Request first = harmed(GO);
        Map<String, Pin> fewer = new TreeMap<>(PINS);
        fewer.remove("login");
        Map<String, Pin> more = new TreeMap<>(PINS);
        more.put("later", Pin.of(AMI));
        FleetPolicy renamed = policy("renamed", "act", "");

        assertBlocked(requests.of(renamed, EVENT, GO, Optional.empty(), "p2", NOW), first);
        assertBlocked(request(go(fewer), "p2", NOW), first);
        assertBlocked(request(go(more), "p2", NOW), first);
    }

    @Test
    void beginsWhereTheGroupThatWasHarmedIsLeftOutOrIsGone() {
        harmed(GO);
        Map<String, Pin> without = new TreeMap<>(PINS);
        without.remove("gpu");
        FleetPolicy leavesOut = policy("gpu-fleet-2", "act", ",\"leaveOut\":[\"gpu\"]");

        ClusterDecision spared = go(PINS, Set.of("gpu"), "gpu is Failed");

        assertThat(request(go(without), "p2", NOW).decision()).isEqualTo(RunRequests.Course.START);
        assertThat(requests.of(policy("gpu-fleet-3", "act", ""), EVENT, spared, Optional.empty(), "p2", NOW)
                        .decision())
                .isEqualTo(RunRequests.Course.START);
        assertThat(requests.of(leavesOut, EVENT, GO, Optional.empty(), "p2", NOW)
                        .decision())
                .isEqualTo(RunRequests.Course.START);
    }

    @Test
    void beginsAnotherImage() {
        harmed(GO);

        assertThat(request(go(Map.of("gpu", Pin.of("ami-0abcdef1234567891"))), "p2", NOW)
                        .decision())
                .isEqualTo(RunRequests.Course.START);
    }

    @Test
    void staysBlockedForTheNewestImageThatNobodyCanNameWhateverWeekItIs() {
        Map<String, Pin> first = Map.of("gpu", Pin.of("default:2026-11-21T00:00:00Z"));
        Map<String, Pin> later = Map.of("gpu", Pin.of("default:2026-11-28T00:00:00Z"));
        Request harmful = harmed(go(first, Set.of(), "the service chooses"));

        Request nextWeek = requests.of(
                policy,
                new Trigger.ScheduleDue(LocalDate.of(2026, 11, 28)),
                go(later, Set.of(), "the service chooses"),
                Optional.empty(),
                "p2",
                NOW.plus(Duration.ofDays(7)));

        assertBlocked(nextWeek, harmful);
        assertThat(nextWeek.end().orElseThrow().reason()).contains("image default is blocked", "default --reason TEXT");
    }

    @Test
    void tellsAnOperatorEachTimeThatAnImageIsBlocked() {
        Request first = harmed(GO);

        Request second = requests.of(policy, asked(false), GO, Optional.empty(), "p2", NOW);
        assertBlocked(second, first);
        assertThat(second.work().run().attempt()).isEqualTo(2);
        ended(second, Outcome.REFUSED, Optional.empty());

        Request third = requests.of(policy, asked(false), GO, Optional.empty(), "p3", NOW);
        assertThat(third.decision()).isEqualTo(RunRequests.Course.REPORT);
        assertThat(third.work().run().attempt()).isEqualTo(3);
    }

    @Test
    void liftsTheHarmByTheNameOfAnOperatorWhoReleasesIt() {
        harmed(GO);

        assertThat(requests.of(policy, asked(true), GO, Optional.empty(), "p2", NOW)
                        .decision())
                .isEqualTo(RunRequests.Course.START);
        assertThat(harms.of(ARN))
                .extracting(Harm::lifted)
                .containsExactly(Optional.of(new Harm.Lifted("dana", "a CVE", NOW)));
    }

    @Test
    void isNotRefusedForWhatARunOfTheSameRequestDid() {
        Request first = harmed(GO);

        assertThat(request(GO, "p1", NOW).decision()).isEqualTo(RunRequests.Course.START);
        assertThat(requests.of(policy, asked(true), GO, Optional.empty(), "p1", NOW)
                        .work()
                        .run())
                .isEqualTo(first.work().run());
        assertThat(harms.of(ARN).getFirst().isInForce()).isTrue();
    }

    /** Such a run has no facts of harm, and no identities in its request. */
    @Test
    void staysBlockedAfterARunOfAnEarlierVersionUntilAPersonLiftsIt() {
        Request first = request(GO, "p1", NOW);
        ended(first, Outcome.MIXED, Optional.empty());

        assertBlocked(requests.of(policy, asked(false), GO, Optional.empty(), "p2", NOW), first);
        assertThat(requests.of(policy, asked(true), GO, Optional.empty(), "p3", NOW)
                        .decision())
                .isEqualTo(RunRequests.Course.START);
        assertThat(new KnownHarm(store).of(ARN)).isNotEmpty().noneMatch(Harm::isInForce);
        assertThat(requests.of(policy, asked(false), GO, Optional.empty(), "p4", NOW)
                        .decision())
                .isEqualTo(RunRequests.Course.START);
    }

    @Test
    void isNotBlockedWhereNobodySawHarm() {
        Request first = request(GO, "p1", NOW);
        stored.keep(first.work());
        ended(first, Outcome.MIXED, Optional.empty());

        assertThat(requests.of(policy, asked(false), GO, Optional.empty(), "p2", NOW)
                        .decision())
                .isEqualTo(RunRequests.Course.START);
        assertThat(request(GO, "p3", NOW).decision()).isEqualTo(RunRequests.Course.DUPLICATE);
    }
}
