package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.harm.Harms;
import io.hyperpatch.hyperpod.aws.HyperPod;
import io.hyperpatch.intent.Adoption;
import io.hyperpatch.rehearsal.aws.VirtualBackoff;
import io.hyperpatch.rehearsal.clock.Driving;
import io.hyperpatch.rehearsal.clock.Fibers;
import io.hyperpatch.rehearsal.installation.ParkedRuns;
import io.hyperpatch.rehearsal.installation.Trouble;
import io.hyperpatch.rehearsal.setting.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * A run is stopped right after its start call, and reconcile fails with it for 40 hours, so that its rounds rest; a person says what
 * became of the call, and the round of the next hour settles it.
 */
class AdoptedRunsTest {
    private static final String STOPPED = """
            name: adopted
            description: The run is stopped after its call, and for 40 hours no round can read the cluster's nodes.
            policy: { rollout: { canary: [] } }
            executions:
              - { kind: stop, at: { machine: patch-cluster, state: WatchUpdate } }
            faults:
              - { kind: serverError, at: { function: ResolveIntents, action: "sagemaker:*", when: { to: PT40H } } }
              %s
            triggers:
              - event: ec2-ami-state-change
                expect: Unknown
            """;

    private static final String LOST_BEFORE =
            "- { kind: loseAnswer, moment: before, at: { action: \"sagemaker:UpdateClusterSoftware\" } }";

    private interface Then {
        void check(Account account, Product product);
    }

    /** Plays the scenario for 41 hours: no fault is left, and no round is due for hours. */
    private static void parked(String faults, Then then) {
        Setting setting = UnknownsTest.setting(STOPPED.formatted(faults));
        Driving.inVirtualThread("adopted", () -> {
            try (Account account = Furnishing.empty(setting, 1)) {
                Furnishing.surroundings(setting, account);
                Product product = new Product(account);
                product.install(setting.policy(), setting.names().partition());
                Furnishing.cluster(setting, account);
                setting.triggers().forEach(trigger -> account.bus.put(trigger.event()));
                account.clock.runUntil(setting.start().plus(Duration.ofHours(41)));
                assertThat(lease(product).path("state").asText()).isEqualTo("PARKED");
                then.check(account, product);
                return null;
            }
        });
    }

    private static void within(Account account, Duration time) {
        account.clock.runUntil(account.clock.now().plus(time));
    }

    private static JsonNode item(Product product, String partition, String sort) {
        return product.memory.items().stream()
                .filter(item -> item.key().partition().startsWith(partition)
                        && item.key().sort().startsWith(sort))
                .findFirst()
                .orElseThrow()
                .attributes();
    }

    private static JsonNode lease(Product product) {
        return item(product, "leases", "arn");
    }

    private static JsonNode intent(Product product) {
        return item(product, "run/", "intent/");
    }

    private static ParkedRuns.Adopted adopt(Account account, Product product, Adoption.As as) {
        Instant now = account.clock.now();
        return new ParkedRuns(product.memory, new AtOnce(account))
                .adopt(
                        lease(product).path("run").asText(),
                        new ParkedRuns.Word(as, "arn:aws:iam::123456789012:user/dana", "seen in the trail", now));
    }

    @Test
    void oneThatNeverBeganIsReportedAndItsLeaseGivenBack() {
        parked(LOST_BEFORE, (account, product) -> {
            long token = lease(product).path("token").asLong();
            int mails = account.sns.messages().size();

            adopt(account, product, Adoption.As.NEVER_BEGAN);
            assertThat(lease(product).path("token").asLong()).isEqualTo(token + 1);
            within(account, Duration.ofHours(1));

            assertThat(lease(product).path("state").asText()).isEqualTo("FREE");
            assertThat(item(product, "cluster/", "run/").path("resolved").asText())
                    .isEqualTo("Refused");
            assertThat(account.sns
                            .messages()
                            .subList(mails, account.sns.messages().size()))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.body().replaceAll("\\s+", " "))
                            .contains("by a person's word nothing was begun", "user/dana", "seen in the trail")
                            .contains("the cluster showed: cluster InService", "The lease of train-a is free again"));
        });
    }

    @Test
    void oneThatEndedIsProvedNodeByNode() {
        parked("", (account, product) -> {
            int mails = account.sns.messages().size();

            adopt(account, product, Adoption.As.ENDED);
            assertThat(intent(product).path("state").asText()).isEqualTo("CALLED");
            within(account, Duration.ofHours(1));

            assertThat(lease(product).path("state").asText()).isEqualTo("FREE");
            assertThat(intent(product).at("/resolution/as").asText()).isEqualTo("ENDED");
            assertThat(item(product, "cluster/", "run/").path("resolved").asText())
                    .isEqualTo("Verified");
            assertThat(account.sns
                            .messages()
                            .subList(mails, account.sns.messages().size()))
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.body().replaceAll("\\s+", " "))
                            .startsWith("Resolved, Unknown is now Verified")
                            .contains("adopted as ended by", "user/dana", "seen in the trail"));
        });
    }

    /** A person may be wrong: by groups and nodes nothing has changed. */
    @Test
    void oneThatIsSaidToHaveEndedIsNotTakenAtThePersonsWord() {
        parked(LOST_BEFORE, (account, product) -> {
            adopt(account, product, Adoption.As.ENDED);
            within(account, Duration.ofHours(1));

            assertThat(lease(product).path("state").asText()).isEqualTo("FREE");
            assertThat(item(product, "cluster/", "run/").path("resolved").asText())
                    .isEqualTo("Refused");
            assertThat(intent(product).at("/resolution/as").asText()).isEqualTo("NOTHING_BEGAN");
            assertThat(new Harms(product.memory)
                            .of(ClusterArn.of(intent(product).path("cluster").asText())))
                    .as("an image that was never begun does no harm")
                    .isEmpty();
        });
    }

    @Test
    void oneThatWasSaidToHaveEndedCannotBeAdoptedAgainOnceItIsSettled() {
        parked("", (account, product) -> {
            adopt(account, product, Adoption.As.ENDED);
            within(account, Duration.ofHours(1));

            assertThatThrownBy(() -> adopt(account, product, Adoption.As.NEVER_BEGAN))
                    .isInstanceOfSatisfying(Trouble.class, trouble -> assertThat(trouble.getMessage())
                            .contains("it is not parked: it ended as Verified", "nothing was written"));
        });
    }

    /** Reads in a fiber of its own, as a command does that calls the service. */
    private record AtOnce(Account account) implements ClusterReader {
        private <T> T asked(Supplier<T> call) {
            Object[] answer = new Object[1];
            Fibers.Fiber fiber = account.fibers.start("operator", () -> answer[0] = call.get());
            account.clock.runWhile(() -> !fiber.ended());
            @SuppressWarnings("unchecked")
            T answered = (T) answer[0];
            return answered;
        }

        private HyperPod hyperPod() {
            return new HyperPod(Operator.clients(account).sagemaker());
        }

        @Override
        public Cluster describe(ClusterArn cluster) {
            return asked(() -> hyperPod().describe(cluster));
        }

        @Override
        public Optional<Cluster> find(ClusterArn cluster) {
            return asked(() -> hyperPod().find(cluster));
        }

        @Override
        public NodeListing nodes(ClusterArn cluster) {
            return asked(() -> hyperPod().nodes(cluster));
        }

        @Override
        public Optional<Node> node(ClusterArn cluster, String id) {
            return asked(() -> hyperPod().node(cluster, id));
        }
    }

    /** SDK clients of a person's. */
    private static final class Operator {
        static Clients clients(Account account) {
            return new Clients(new ClientSettings(
                    account.http(),
                    Region.of(account.region),
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("person", "person")),
                    new VirtualBackoff(account.fibers, account.random),
                    Optional.empty()));
        }
    }
}
