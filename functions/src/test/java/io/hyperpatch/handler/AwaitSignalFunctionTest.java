package io.hyperpatch.handler;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.signal.Signals;
import io.hyperpatch.signal.aws.WaitingTask;
import io.hyperpatch.store.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

class AwaitSignalFunctionTest {
    private static final String TOKEN = "the token";

    private final InMemoryStore store = new InMemoryStore();
    private final Signals signals = new Signals(store);
    private final Tasks tasks = new Tasks();
    private long counter;

    @BeforeEach
    void aRunThatListensAndHasLooked() {
        signals.listen(ARN);
        counter = signals.counter(ARN);
    }

    private void await(boolean over, boolean rest) {
        new AwaitSignalFunction(store, new WaitingTask(tasks))
                .handle(new AwaitSignalFunction.Input(
                        RUN, new ClusterRef(ARN, "train-a"), Optional.of(1), over, rest, counter, TOKEN));
    }

    private void signal() {
        signals.raise(ARN, false, CALLED_AT).forEach(waiter -> new WaitingTask(tasks).wake(waiter.taskToken()));
    }

    @Test
    void registersTheTaskForTheNextSignalWhichFailsIt() {
        await(false, false);
        assertThat(tasks.ends).isEmpty();

        signal();
        assertThat(tasks.ends).containsExactly(TOKEN + " failed by Hyperpatch.Signalled");
    }

    @Test
    void endsTheWaitAtOnceIfASignalCameSinceTheLook() {
        signal();
        await(false, false);

        assertThat(tasks.ends).containsExactly(TOKEN + " failed by Hyperpatch.Signalled");
    }

    @Test
    void restsUntilItsTimeIsUpWhateverIsSignalled() {
        signal();
        await(false, true);
        signal();

        assertThat(tasks.ends).isEmpty();
    }

    @Test
    void succeedsAtOnceWhereThereIsNothingToWaitFor() {
        signal();
        await(true, false);
        signal();

        assertThat(tasks.ends).containsExactly(TOKEN + " succeeded");
    }

    @Test
    void doesNotMindATaskWhoseTimeIsUp() {
        tasks.open = false;

        await(true, false);
        signal();
        await(false, false);

        assertThat(tasks.ends).isEmpty();
    }

    /** Step Functions, with the one task that waits. */
    private static final class Tasks implements SfnClient {
        private final List<String> ends = new ArrayList<>();
        private boolean open = true;

        private void end(String how) {
            if (!open) {
                throw TaskTimedOutException.builder().message("Task timed out").build();
            }
            ends.add(how);
        }

        @Override
        public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
            end(request.taskToken() + " succeeded");
            return SendTaskSuccessResponse.builder().build();
        }

        @Override
        public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
            end(request.taskToken() + " failed by " + request.error());
            return SendTaskFailureResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "states";
        }

        @Override
        public void close() {
            // holds nothing open
        }
    }
}
