package io.hyperpatch.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.hyperpod.aws.HyperPod;
import io.hyperpatch.rehearsal.aws.VirtualBackoff;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.engine.StateMachine;
import io.hyperpatch.rehearsal.run.Account;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * The plain way to follow an update: a Wait of 60 seconds, a function that asks once, a Choice. Whenever an
 * execution has filled its history, another one begins where it stopped.
 */
final class PollLoop {
    static final String MACHINE = "poll-loop";
    static final String FUNCTION = "PollCluster";
    private static final int A_FULL_HISTORY = 24_900;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Account account;
    private final String cluster;
    private int executions;
    private Instant noticed;

    private PollLoop(Account account, String cluster) {
        this.account = account;
        this.cluster = cluster;
    }

    /** Deploys the loop; it begins when it is told to. */
    static PollLoop deploy(Account account, String cluster) {
        PollLoop loop = new PollLoop(account, cluster);
        account.aws.allow(FUNCTION);
        account.lambda.register(FUNCTION, new Poll(account), TIMEOUT);
        account.engine.define(StateMachine.parse(MACHINE, definition(), Map.of(FUNCTION, FUNCTION)));
        account.engine.listen(new EngineListener() {
            @Override
            public void executionEnded(ExecutionView execution) {
                loop.ended(execution);
            }
        });
        return loop;
    }

    private static JsonNode definition() {
        try (InputStream file = PollLoop.class.getResourceAsStream("/poll-loop.asl.json")) {
            return MAPPER.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void begin() {
        executions++;
        account.engine.startExecution(
                MACHINE,
                "poll-" + executions,
                JsonNodeFactory.instance.objectNode().put("cluster", cluster));
    }

    boolean began() {
        return executions > 0;
    }

    /** How many executions it took, one after the other. */
    int executions() {
        return executions;
    }

    /** When it saw that the update was over. */
    Optional<Instant> noticed() {
        return Optional.ofNullable(noticed);
    }

    private void ended(ExecutionView execution) {
        if (!execution.machine().equals(MACHINE)) {
            return;
        }
        if (execution.status() == ExecutionStatus.SUCCEEDED) {
            noticed = account.clock.now();
        } else if (execution.history().size() < A_FULL_HISTORY) {
            throw new IllegalStateException(
                    "the poll loop failed: " + execution.cause().orElse(""));
        } else {
            account.clock.after(Duration.ZERO, this::begin);
        }
    }

    /** Asks once whether a software update is under way in any group. */
    private static final class Poll implements RequestStreamHandler {
        private final HyperPod hyperPod;

        Poll(Account account) {
            this.hyperPod = new HyperPod(new Clients(new ClientSettings(
                            account.http(),
                            Region.of(account.region),
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")),
                            new VirtualBackoff(account.fibers, account.random),
                            Optional.empty()))
                    .sagemaker());
        }

        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            String cluster = MAPPER.readTree(input).path("cluster").asText();
            boolean over = hyperPod.describe(cluster).groups().stream().noneMatch(InstanceGroup::updateUnderWay);
            MAPPER.writeValue(output, JsonNodeFactory.instance.objectNode().put("over", over));
        }
    }
}
