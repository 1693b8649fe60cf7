package io.hyperpatch.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.fleet.Fleets;
import io.hyperpatch.fleet.Turn;
import io.hyperpatch.harm.Harm;
import io.hyperpatch.harm.Harms;
import io.hyperpatch.intent.GroupBefore;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentId;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.reconcile.FailedRounds;
import io.hyperpatch.reconcile.FailedSeries;
import io.hyperpatch.rehearsal.page.GeneratedPage;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that touch an account, against one endpoint that plays it. */
class AccountCommandsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6");
    private static final Map<String, Pin> PINS = Map.of("gpu", Pin.of("ami-0f1e2d3c4b5a69788"));
    private static final RunName RUN = RunName.of("train-a", ARN, "gpu-fleet", 1, PINS, 1);
    private static final String HOLDER = "arn:aws:states:us-east-1:123456789012:execution:patch-cluster:" + RUN;
    private static final List<String> PROPERTIES =
            List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.configFile", "aws.sharedCredentialsFile");

    @TempDir
    private Path files;

    private SimulatedInstallation installation;

    private record Ran(int status, String out, String err) {
        JsonNode json() {
            try {
                return MAPPER.readTree(out);
            } catch (IOException e) {
                throw new AssertionError(out, e);
            }
        }
    }

    @BeforeEach
    void install() throws Exception {
        Path config = Files.writeString(
                files.resolve("config"),
                "[profile bare]\nregion = us-east-1\n[profile eu]\nregion = eu-central-1\n"
                        + "aws_access_key_id = id\naws_secret_access_key = secret\n");
        System.setProperty("aws.accessKeyId", "id");
        System.setProperty("aws.secretAccessKey", "secret");
        System.setProperty("aws.configFile", config.toString());
        System.setProperty("aws.sharedCredentialsFile", files.resolve("none").toString());
        installation = new SimulatedInstallation();
        installation.forget();
    }

    @AfterEach
    void remove() {
        PROPERTIES.forEach(System::clearProperty);
        installation.close();
    }

    private Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--region") && !all.contains("--profile")) {
            all.addAll(List.of("--region", SimulatedInstallation.REGION));
        }
        if (!all.contains("--endpoint-url")) {
            all.addAll(List.of("--endpoint-url", installation.endpoint()));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        assertThat(out + "" + err).as("no stack trace").doesNotContain("\tat ", "internal fault", "Exception:");
        return new Ran(status, out.toString(), err.toString());
    }

    @Test
    void saysThatNothingHasHappenedAndThatNobodyIsTold() {
        Ran ran = run("status");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("Kill switch    off", "NOBODY IS TOLD", "No run has begun yet", "Hyperpatch in us-east-1");
    }

    @Test
    void saysWhoIsToldAndWhoHasNotConfirmed() {
        installation.account.sns.subscribe(SimulatedInstallation.TOPIC, "sqs", "arn:aws:sqs:::q", true);
        installation.account.sns.subscribe(SimulatedInstallation.TOPIC, "email", "ops@example.com", false);

        assertThat(run("status").out()).contains("Notifications  1 confirmed; 1 not confirmed yet");
        assertThat(run("status", "--json").json().path("subscriptions").toString())
                .isEqualTo("{\"confirmed\":1,\"pending\":1}");
    }

    @Test
    void pausesOnceAndKeepsWhoDidItAndWhy() {
        Ran first = run("pause", "--reason", "conference deadline");
        Ran second = run("pause", "--reason", "something else", "--json");

        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out()).startsWith("Paused").contains(SimulatedInstallation.CALLER, "updates in flight");
        isShown("pause", "pause --reason \"conference deadline\"", first);
        assertThat(second.status()).isZero();
        assertThat(second.json().path("changed").asBoolean()).isFalse();
        assertThat(second.json().at("/killSwitch/reason").asText()).isEqualTo("conference deadline");
        assertThat(KillSwitch.read(installation.store()).on()).isTrue();
        assertThat(run("status").out()).contains("on since ", "by " + SimulatedInstallation.CALLER + ": conference");
    }

    @Test
    void resumesOnce() {
        run("pause", "--reason", "a freeze");

        Ran first = run("resume");
        assertThat(first.out()).startsWith("Resumed");
        isShown("resume", "resume", first);
        assertThat(run("resume").out()).startsWith("The kill switch is off already");
        assertThat(KillSwitch.read(installation.store()).on()).isFalse();
    }

    /** The documentation shows what a command prints, at a time of its own. */
    private static void isShown(String mark, String command, Ran ran) {
        String printed = ran.out().replaceAll("[0-9-]{10} [0-9:]{5} UTC", "2026-11-25 15:38 UTC");
        GeneratedPage.docs("operate.md").mustShow(mark, "```\n$ ./hyperpatch " + command + "\n" + printed + "```");
    }

    @Test
    void saysBeforeTheFirstRunThatNobodyWillHearOfIt() {
        installation.account.sns.subscribe(SimulatedInstallation.TOPIC, "email", "ops@example.com", false);
        assertThat(run("start", "train-a", "--reason", "why").out())
                .endsWith(
                        "NOBODY IS TOLD: no subscription of the topic is confirmed; 1 not confirmed yet: follow the link in the"
                                + " mail from AWS" + System.lineSeparator());

        installation.account.sns.subscribe(SimulatedInstallation.TOPIC, "sqs", "arn:aws:sqs:::q", true);
        assertThat(run("start", "train-a", "--reason", "why").out()).doesNotContain("NOBODY");
        assertThat(run("start", "train-a", "--reason", "why", "--json")
                        .json()
                        .at("/subscriptions/confirmed")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void asksForARunInTheWordsOfTheSchema() {
        Ran ran = run("start", "train-a", "train-b", "--release", "--reason", "CVE-2026-12345", "--json");

        assertThat(ran.status()).as(ran.err()).isZero();
        List<JsonNode> events = installation.account.bus.events();
        assertThat(events).hasSize(1);
        assertThat(ran.json().path("event").asText())
                .isEqualTo(events.getFirst().path("id").asText());
        assertThat(new EventParser().parse(events.getFirst()))
                .isInstanceOfSatisfying(Trigger.OperatorAsked.class, asked -> {
                    assertThat(asked.clusters()).containsExactly("train-a", "train-b");
                    assertThat(asked.release()).isTrue();
                    assertThat(asked.requestedBy()).isEqualTo(SimulatedInstallation.CALLER);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "start --reason why, name the clusters",
        "start --all train-a --reason why, give one of them",
        "start train_a --reason why, is no cluster name",
        "start train-a train-a --reason why, the request",
        "start train-a, --reason",
        "start train-a --reason ' ', --reason is empty",
        "pause, --reason",
        "unblock train-a --reason why, IMAGE",
        "resume-fleet --reason why, POLICY",
        "resume-fleet gpu-fleet, --reason",
        "resume-fleet gpu-fleet --reason ' ', --reason is empty",
        "unblock train-a ami-0f1e2d3c4b5a69788, --reason",
        "unblock train-a ami-0f1e2d3c4b5a69788 --reason ' ', --reason is empty",
        "adopt --as ended --reason why, RUN",
        "adopt train-a-0123456789ab-1 --reason why, --as",
        "adopt train-a-0123456789ab-1 --as never-begun --reason why, did you mean never-began?",
        "adopt train-a-0123456789ab-1 --as over --reason why, never-began or ended",
        "adopt train-a-0123456789ab-1 --as ended, --reason",
        "adopt train-a-0123456789ab-1 --as ended --reason ' ', --reason is empty",
        "status --runs 0, --runs is 0",
        "status --region nowhere, is no region",
        "status --endpoint-url ftp://x, is no URL",
        "status --stack ../x, is no name of a stack",
        "status --profile nobody, is no profile"
    })
    void refusesBadInputBeforeItCallsAnybody(String line, String message) {
        String[] arguments = line.replace("' '", "\u00a0").split(" ");
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i].equals("\u00a0") ? " " : arguments[i];
        }
        Ran ran = run(arguments);

        assertThat(ran.status()).as(ran.out() + ran.err()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ran.err()).contains(message);
        assertThat(ran.out()).isEmpty();
        assertThat(installation.asked()).isEmpty();
    }

    @Test
    void saysThatTheBusHasNotTakenTheRequest() {
        installation.answerWith(
                "events",
                200,
                "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"later\"}]}");
        Ran ran = run("start", "train-a", "--reason", "why");

        assertThat(ran.status()).isEqualTo(ExitStatus.OTHER_OUTCOME);
        assertThat(ran.err()).contains("InternalFailure (later)", "nothing was started");
    }

    @ParameterizedTest
    @CsvSource({"Missing, there is no stack 'Missing', cdk deploy", "Other, has no output TableName, cdk deploy"})
    void saysThatItIsNotInstalled(String stack, String message, String remedy) {
        Ran ran = run("status", "--stack", stack, "--json");

        assertThat(ran.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ran.err()).contains(message, remedy, "us-east-1");
        assertThat(ran.json().at("/error/message").asText()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, 400, access denied, 2",
        "ExpiredTokenException, 400, the credentials have expired, 2",
        "UnrecognizedClientException, 400, does not accept the credentials in us-east-1, 2",
        "ResourceNotFoundException, 400, is gone, 2",
        "ValidationException, 400, refuses the call, 1",
        "InternalServerError, 500, the service fails, 1"
    })
    void tellsWhatTheStoreAnswersInWords(String code, int status, String words, int exit) {
        installation.answerWith(
                "dynamodb",
                status,
                "{\"__type\":\"" + code
                        + "\",\"message\":\"User: dana is not authorized to perform: dynamodb:PutItem\"}");
        Ran ran = run("pause", "--reason", "why");

        assertThat(ran.status()).as(ran.err()).isEqualTo(exit);
        assertThat(ran.err()).contains(words, code, "dynamodb:PutItem").hasLineCount(1);
    }

    @Test
    void tellsThatStacksMayNotBeDescribed() {
        installation.answerWith(
                "cloudformation",
                403,
                new String(
                        SimulatedInstallation.queryError(
                                "AccessDenied", "not authorized: cloudformation:DescribeStacks"),
                        StandardCharsets.UTF_8));
        Ran ran = run("status");

        assertThat(ran.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ran.err()).contains("access denied", "cloudformation:DescribeStacks", "--profile");
    }

    @Test
    void tellsThatNobodyAnswersAtTheEndpoint() {
        Ran ran = run("status", "--endpoint-url", "http://127.0.0.1:1");

        assertThat(ran.status()).isEqualTo(ExitStatus.BROKEN);
        assertThat(ran.err()).contains("the endpoint does not answer", "--endpoint-url");
    }

    @Test
    void takesRegionAndCredentialsFromTheProfileThatIsNamed() {
        Ran bare = run("status", "--profile", "bare");
        Ran eu = run("status", "--profile", "eu", "--stack", "Missing");

        assertThat(bare.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(bare.err()).contains("there are no credentials", "'bare'");
        assertThat(eu.err()).contains("not installed in eu-central-1");
    }

    @Test
    void showsWhatARunWaitsFor() {
        begin(RUN);
        Lease lease = new Leases(installation.store()).take(ARN, HOLDER, RUN, NOW);
        called(lease);

        Ran ran = run("status");
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("held", "step 1 (gpu) to ami-0f1e2d3c4b5a69788: called 2026-11-21 02:00 UTC, no answer")
                .contains("waits until 2026-11-21 12:00 UTC")
                .containsPattern(RUN + " +running +ami-0f1e2d3c4b5a69788 +2026-11-21 02:00 UTC +- ");
        JsonNode cluster = run("status", "--json").json().at("/clusters/0");
        assertThat(cluster.at("/unresolved/0/state").asText()).isEqualTo("CALLED");
        assertThat(cluster.at("/unresolved/0").has("before")).isFalse();
    }

    @Test
    void showsWhatIsParkedAndThatNobodyIsAtWorkOnIt() {
        begin(RUN);
        Leases leases = new Leases(installation.store());
        Lease lease = leases.take(ARN, HOLDER, RUN, NOW);
        called(lease);
        new Runs(installation.store()).end(ARN, RUN, Outcome.UNKNOWN, "nothing tells", Optional.empty(), NOW);
        leases.park(ARN, lease, NOW);

        Ran ran = run("status");
        assertThat(ran.out()).contains("PARKED", "no other run begins meanwhile", "Unknown", "nothing tells");
        assertThat(ran.out())
                .contains("Nobody is at work on", RUN + " since 2026-11-21 02:00 UTC: the lease is parked")
                .contains("reconcile takes it up within the hour");
    }

    @Test
    void showsThatReconcileHasFailedWithARunAgainAndAgain() {
        begin(RUN);
        Leases leases = new Leases(installation.store());
        leases.park(ARN, leases.take(ARN, HOLDER, RUN, NOW), NOW);
        FailedRounds rounds = new FailedRounds(installation.store());
        Instant now = Instant.now();
        rounds.told(RUN, rounds.failed(RUN, HOLDER, new FailedSeries.Failure("a kind", "words"), now), now);

        assertThat(run("status").out())
                .contains("reconcile has failed with it again and again, as a mail says, and comes again within a day")
                .doesNotContain("within the hour");
        assertThat(run("status", "--json").json().at("/resting/0").asText()).isEqualTo(RUN.toString());
    }

    private static final String IMAGE = "ami-0f1e2d3c4b5a69788";

    /** A run whose update was rolled back, as a version left it that stored no harm. */
    private void rolledBack() {
        begin(RUN);
        Leases leases = new Leases(installation.store());
        Lease lease = leases.take(ARN, HOLDER, RUN, NOW);
        new Runs(installation.store()).end(ARN, RUN, Outcome.ROLLED_BACK, "an alarm", Optional.empty(), NOW);
        leases.giveBack(ARN, lease, NOW);
        new Unreported(installation.store()).told(RUN);
    }

    private void harmed() {
        rolledBack();
        for (String group : List.of("gpu", "system")) {
            new Harms(installation.store())
                    .record(ARN, Harm.of(group, IMAGE, Optional.empty(), Harm.Kind.HARMED, Harm.By.SERVICE, RUN, NOW));
        }
    }

    @Test
    void showsWhatIsBlockedAndHowToUnblockIt() {
        harmed();

        Ran ran = run("status");
        assertThat(ran.out())
                .contains("free", "RolledBack", "an alarm", "Blocked")
                .contains(IMAGE + " on train-a: gpu: the service rolled it back in run " + RUN + " at " + NOW)
                .containsOnlyOnce("./hyperpatch unblock train-a " + IMAGE + " --reason TEXT")
                .doesNotContain("Nobody is at work on");
        JsonNode blocked = run("status", "--json", "--runs", "1").json().at("/clusters/0/blocked/0");
        assertThat(blocked.path("image").asText()).isEqualTo(IMAGE);
        assertThat(blocked.path("groups")).hasSize(2);
    }

    @Test
    void showsWhatARunOfAnEarlierVersionBlocks() {
        rolledBack();

        assertThat(run("status").out()).contains("./hyperpatch unblock train-a " + IMAGE + " --reason TEXT");
        assertThat(run("unblock", "train-a", IMAGE, "--reason", "why").status()).isZero();
        assertThat(run("status").out()).doesNotContain("Blocked");
    }

    @Test
    void unblocksAnImageByTheNameAndTheReasonOfAPerson() {
        harmed();

        Ran ran = run("unblock", "train-a", IMAGE, "--reason", "the disk was full", "--json");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.json().path("lifted")).hasSize(2);
        assertThat(new Harms(installation.store()).of(ARN)).hasSize(2).allSatisfy(harm -> assertThat(harm.lifted())
                .hasValueSatisfying(how -> {
                    assertThat(how.by()).isEqualTo(SimulatedInstallation.CALLER);
                    assertThat(how.reason()).isEqualTo("the disk was full");
                }));
        assertThat(run("status").out()).doesNotContain("Blocked");
        assertThat(run("unblock", "train-a", IMAGE, "--reason", "again").status())
                .isEqualTo(ExitStatus.BAD_INPUT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            train-b | ami-0f1e2d3c4b5a69788 | no run on a cluster 'train-b' is recorded | did you mean train-a?
            train-a | ami-0f1e2d3c4b5a69787 | is not blocked on train-a | did you mean ami-0f1e2d3c4b5a69788?
            train-a | 1.3.2                 | is not blocked on train-a | there is ami-0f1e2d3c4b5a69788
            """)
    void unblocksNothingElse(String cluster, String image, String message, String nearest) {
        harmed();

        Ran ran = run("unblock", cluster, image, "--reason", "why");

        assertThat(ran.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ran.err()).contains(message, nearest).hasLineCount(1);
        assertThat(ran.out()).isEmpty();
        assertThat(new Harms(installation.store()).of(ARN)).hasSize(2).allMatch(Harm::isInForce);
    }

    private static final Instant DAYS_AGO = Instant.now().minus(Duration.ofDays(2));

    /** A run whose call nobody could resolve, parked since. */
    private void park(Instant calledAt) {
        begin(RUN);
        Leases leases = new Leases(installation.store());
        Lease lease = leases.take(ARN, HOLDER, RUN, calledAt);
        called(lease, calledAt);
        new Runs(installation.store()).end(ARN, RUN, Outcome.UNKNOWN, "nothing tells", Optional.empty(), calledAt);
        leases.park(ARN, lease, calledAt);
    }

    private void shows(String update) {
        installation.answerWith("sagemaker", 200, """
                {"ClusterArn": "%s", "ClusterName": "train-a", "ClusterStatus": "InService", "CreationTime": 1772442000,
                 "InstanceGroups": [{"InstanceGroupName": "gpu", "InstanceType": "ml.p5.48xlarge", "Status": "InService",
                   "CurrentCount": 1, "TargetCount": 1, "CurrentImageId": "ami-0c0ffee0000000001",
                   "DesiredImageId": "ami-0c0ffee0000000001"%s}]}""".formatted(ARN, update));
    }

    private Ran adopt(String run, String as) {
        return run("adopt", run, "--as", as, "--reason", "the trail shows no call");
    }

    private void nothingIsWritten(Runnable command) {
        List<Object> before = items();
        command.run();
        assertThat(items()).isEqualTo(before);
    }

    private List<Object> items() {
        return List.of(
                new Leases(installation.store()).all(),
                new Intents(installation.store()).of(RUN),
                new Runs(installation.store()).all(ARN));
    }

    @Test
    void adoptsACallThatNeverBegan() {
        park(DAYS_AGO);
        shows("");
        long token = new Leases(installation.store()).find(ARN).orElseThrow().token();

        Ran ran = adopt(RUN.toString(), "never-began");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out())
                .startsWith("Adopted " + RUN + " on train-a: its start call began nothing.")
                .contains("step 1 (gpu) to ami-0f1e2d3c4b5a69788: called ")
                .contains("the cluster showed: cluster InService; gpu: InService, image ami-0c0ffee0000000001")
                .contains("by " + SimulatedInstallation.CALLER + ": the trail shows no call");
        Intent intent = new Intents(installation.store()).of(RUN).getFirst();
        assertThat(intent.resolution().orElseThrow().as()).isEqualTo(Resolution.As.NOTHING_BEGAN);
        assertThat(intent.adoption()).hasValueSatisfying(word -> {
            assertThat(word.by()).isEqualTo(SimulatedInstallation.CALLER);
            assertThat(word.reason()).isEqualTo("the trail shows no call");
        });
        Lease lease = new Leases(installation.store()).find(ARN).orElseThrow();
        assertThat(lease.state()).isEqualTo(Lease.State.PARKED);
        assertThat(lease.token()).isEqualTo(token + 1);
        isShown("adopt", "adopt " + RUN + " --as never-began --reason \"the trail shows no call\"", ran);
        assertThat(adopt(RUN.toString(), "ended").err()).contains("no start call of the run is unresolved");
    }

    @Test
    void adoptsACallThatHasEndedAndLeavesItToTheProof() {
        park(DAYS_AGO);
        shows(", \"SoftwareUpdateStatus\": \"Succeeded\"");

        Ran ran = run("adopt", RUN.toString(), "--as", "ended", "--reason", "seen in the console", "--json");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.json().at("/adoption/reason").asText()).isEqualTo("seen in the console");
        assertThat(ran.json().path("as").asText()).isEqualTo("ended");
        assertThat(ran.json().at("/calls/0").asText()).isEqualTo(RUN + "/s1i1");
        assertThat(new Intents(installation.store()).open(RUN)).isPresent();
        assertThat(run("status").out()).contains("adopted as ended by " + SimulatedInstallation.CALLER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            train-a-55d0160cd967-2 | no run 'train-a-55d0160cd967-2' is recorded | did you mean
            train-b                | no run 'train-b' is recorded                | parked is
            ../../x                | no run '../../x' is recorded                | parked is
            """)
    void adoptsNoRunThatIsNotRecorded(String run, String message, String nearest) {
        park(DAYS_AGO);
        shows("");

        nothingIsWritten(() -> {
            Ran ran = adopt(run, "ended");
            assertThat(ran.status()).isEqualTo(ExitStatus.BAD_INPUT);
            assertThat(ran.err()).contains(message, nearest).hasLineCount(1);
            assertThat(ran.out()).isEmpty();
        });
    }

    @Test
    void adoptsNoRunThatIsNotParked() {
        rolledBack();
        assertThat(adopt(RUN.toString(), "ended"))
                .satisfies(ran -> assertThat(ran.status()).isEqualTo(ExitStatus.BAD_INPUT))
                .satisfies(ran -> assertThat(ran.err())
                        .contains(
                                "it is not parked: it ended as RolledBack",
                                "no lease is parked",
                                "nothing was written"));

        new Leases(installation.store()).take(ARN, HOLDER, RUN, NOW);
        nothingIsWritten(
                () -> assertThat(adopt(RUN.toString(), "ended").err()).contains("its lease is held, not parked"));
    }

    @Test
    void adoptsNothingWithinADayOfTheCall() {
        park(Instant.now().minus(Duration.ofHours(23)));
        shows("");

        nothingIsWritten(() -> {
            Ran ran = adopt(RUN.toString(), "never-began");
            assertThat(ran.status()).isEqualTo(ExitStatus.BAD_INPUT);
            assertThat(ran.err())
                    .contains("less than a day ago", "ask again after ")
                    .hasLineCount(1);
        });
    }

    @Test
    void adoptsNothingWhileAnUpdateShows() {
        park(DAYS_AGO);
        shows(", \"SoftwareUpdateStatus\": \"InProgress\"");

        nothingIsWritten(() -> {
            Ran ran = run("adopt", RUN.toString(), "--as", "never-began", "--reason", "why", "--json");
            assertThat(ran.status()).isEqualTo(ExitStatus.BAD_INPUT);
            assertThat(ran.json().at("/error/message").asText())
                    .contains("a software update is under way in group gpu (InProgress)");
        });
    }

    @Test
    void adoptsNothingWhereTheClusterCannotBeRead() {
        park(DAYS_AGO);
        installation.answerWith("sagemaker", 400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}");
        nothingIsWritten(() -> assertThat(adopt(RUN.toString(), "ended"))
                .satisfies(ran -> assertThat(ran.status()).isEqualTo(ExitStatus.BAD_INPUT))
                .satisfies(ran -> assertThat(ran.err()).contains("access denied")));

        installation.answerWith("sagemaker", 200, "{}");
        nothingIsWritten(() -> assertThat(adopt(RUN.toString(), "ended"))
                .satisfies(ran -> assertThat(ran.status()).isEqualTo(ExitStatus.BROKEN))
                .satisfies(ran -> assertThat(ran.err()).contains("cannot be read", "nothing was written")));
    }

    /** The fleet of a policy whose last run had a bad end. */
    private Turn stopped() {
        rolledBack();
        Fleets fleets = new Fleets(installation.store());
        fleets.open("gpu-fleet", fleets.find("gpu-fleet"), new Fleets.Opening("fleet", Set.of(IMAGE), false), NOW);
        Turn turn = new Turn(RUN, ARN, "train-a", Set.of(IMAGE), NOW);
        fleets.begin("gpu-fleet", fleets.find("gpu-fleet").orElseThrow(), turn, List.of());
        return turn;
    }

    @Test
    void resumesTheOtherClustersOfAPolicyByTheNameAndTheReasonOfAPerson() {
        stopped();

        Ran ran = run("resume-fleet", "gpu-fleet", "--reason", "the disk was full");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("stopped after run " + RUN + " on train-a", SimulatedInstallation.CALLER);
        assertThat(new Fleets(installation.store())
                        .find("gpu-fleet")
                        .orElseThrow()
                        .turn())
                .isEmpty();
        Ran again = run("resume-fleet", "gpu-fleet", "--reason", "again");
        assertThat(again.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(again.err()).contains("policy 'gpu-fleet' is not stopped").hasLineCount(1);
    }

    @Test
    void resumesNoUnknownPolicyAndNamesTheNearest() {
        Turn turn = stopped();

        Ran ran = run("resume-fleet", "gpu-fleets", "--reason", "why");

        assertThat(ran.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ran.err())
                .contains("no policy 'gpu-fleets' has had a turn here", "did you mean gpu-fleet?")
                .hasLineCount(1);
        assertThat(ran.out()).isEmpty();
        assertThat(new Fleets(installation.store())
                        .find("gpu-fleet")
                        .orElseThrow()
                        .turn())
                .contains(turn);
    }

    @Test
    void resumesNoPolicyWhoseLastRunHasNotEnded() {
        Turn turn = stopped();
        Fleets fleets = new Fleets(installation.store());
        RunName next = RunName.of("train-a-0123456789ab-2");
        begin(next);
        fleets.begin(
                "gpu-fleet",
                fleets.find("gpu-fleet").orElseThrow(),
                new Turn(next, ARN, "train-a", turn.images(), NOW),
                List.of());

        Ran ran = run("resume-fleet", "gpu-fleet", "--reason", "why");

        assertThat(ran.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ran.err()).contains("is not stopped", "has not ended").hasLineCount(1);
    }

    @Test
    void saysThatReleaseIsAnAlias() {
        assertThat(run("start", "train-a", "--release", "--reason", "why").out())
                .contains("--release is an alias: `./hyperpatch unblock CLUSTER IMAGE`");
    }

    private void begin(RunName run) {
        new Unreported(installation.store()).expect(run, ARN, HOLDER, NOW);
        new Runs(installation.store()).begin(Run.planned(run, ARN, "train-a", "gpu-fleet", PINS, "parent", NOW));
    }

    private void called(Lease lease) {
        called(lease, NOW);
    }

    private void called(Lease lease, Instant at) {
        Intents intents = new Intents(installation.store());
        Intent intent = intent(lease, at);
        assertThat(intents.plan(intent, List.of())).isTrue();
        intents.call(intent, intent.token(), List.of(), at);
    }

    private static Intent intent(Lease lease, Instant at) {
        GroupBefore before = new GroupBefore(
                Optional.of("ami-0c0ffee0000000001"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                1);
        return new Intent(
                new IntentId(RUN, 1, 1),
                Intent.State.PLANNED,
                ARN,
                lease.token(),
                PINS.get("gpu"),
                List.of("gpu"),
                DeploymentConfig.NONE,
                Map.of("gpu", before),
                0,
                at,
                Duration.ofHours(1),
                at.plus(Duration.ofHours(10)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                null,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
