package io.hyperpatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.aws.CannedHttp;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.json.Json;
import io.hyperpatch.store.aws.DynamoDbStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What is an answer of the store, what is repeated, and what is thrown. */
class DynamoDbFaultsTest {
    private static final Key KEY = new Key("p", "s");
    private static final Write PUT = new Write.Put(KEY, Json.object().put("a", 1), Condition.absent());
    private static final List<Write> TWO = List.of(PUT, new Write.Check(new Key("p", "t"), Condition.exists()));
    private static final CannedHttp.Answer DONE = new CannedHttp.Answer(200, "{}");
    private static final CannedHttp.Answer BROKEN = error(500, "InternalServerError");
    private static final CannedHttp.Answer THROTTLED = error(400, "ThrottlingException");

    private final Deque<CannedHttp.Answer> answers = new ArrayDeque<>();
    private final CannedHttp http = new CannedHttp(body -> answers.size() > 1 ? answers.poll() : answers.peek());
    private final Clients clients = new Clients(new ClientSettings(
            http,
            Region.US_EAST_1,
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
            BackoffStrategy.retryImmediately(),
            Optional.empty()));
    private final Store store = new DynamoDbStore(clients.dynamoDb(), clients.dynamoDbWrites(), "table");

    @Test
    void repeatsAReadWhateverFailed() {
        answers.addAll(List.of(BROKEN, THROTTLED, DONE));

        assertThat(store.read(KEY)).isEmpty();
        assertThat(http.bodies()).hasSize(3);
    }

    @Test
    void doesNotRepeatAWriteThatMayHaveHappened() {
        answers.addAll(List.of(BROKEN, DONE));

        assertThatThrownBy(() -> store.write(PUT)).isInstanceOf(DynamoDbException.class);
        assertThat(http.bodies()).hasSize(1);
    }

    @Test
    void doesNotRepeatATransactionThatMayHaveHappened() {
        answers.addAll(List.of(BROKEN, DONE));

        assertThatThrownBy(() -> store.transact(TWO)).isInstanceOf(DynamoDbException.class);
        assertThat(http.bodies()).hasSize(1);
    }

    @Test
    void repeatsAWriteThatWasThrottledOrInTheWayOfATransaction() {
        answers.addAll(List.of(THROTTLED, error(400, "TransactionConflictException"), DONE));

        assertThat(store.write(PUT)).isInstanceOf(WriteResult.Written.class);
        assertThat(http.bodies()).hasSize(3);
    }

    @Test
    void throwsWhatDoesNotPass() {
        answers.add(error(400, "TransactionConflictException"));

        assertThatThrownBy(() -> store.write(PUT)).isInstanceOf(TransactionConflictException.class);
        assertThat(http.bodies()).hasSize(4);
    }

    @Test
    void repeatsATransactionThatWasInTheWayOfAnotherUnderTheSameToken() {
        answers.addAll(List.of(canceled("None", "TransactionConflict"), canceled("ThrottlingError", "None"), DONE));

        assertThat(store.transact(TWO)).isInstanceOf(TransactionResult.Written.class);
        assertThat(http.bodies()).hasSize(3);
        assertThat(http.bodies().stream().map(DynamoDbFaultsTest::token).distinct())
                .hasSize(1)
                .doesNotContain("");
    }

    @Test
    void takesAConflictForNoAnswerEvenIfALaterConditionDoesNotHold() {
        answers.add(canceled("TransactionConflict", "ConditionalCheckFailed"));

        assertThatThrownBy(() -> store.transact(TWO)).isInstanceOf(TransactionCanceledException.class);
        assertThat(http.bodies()).hasSize(4);
    }

    @Test
    void answersAnUnmetConditionWhateverComesAfterIt() {
        answers.add(canceled("ConditionalCheckFailed", "TransactionConflict"));

        assertThat(store.transact(TWO)).isEqualTo(new TransactionResult.Refused(0, Optional.empty()));
        assertThat(http.bodies()).hasSize(1);
    }

    @Test
    void throwsWhatTheServiceFindsInvalid() {
        answers.add(canceled("None", "ValidationError"));

        assertThatThrownBy(() -> store.transact(TWO)).isInstanceOf(TransactionCanceledException.class);
        assertThat(http.bodies()).hasSize(1);
    }

    private static String token(String body) {
        try {
            return Json.mapper().readTree(body).path("ClientRequestToken").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CannedHttp.Answer error(int status, String code) {
        return new CannedHttp.Answer(status, Json.object().put("__type", code).toString());
    }

    private static CannedHttp.Answer canceled(String... reasons) {
        ObjectNode error = Json.object().put("__type", "TransactionCanceledException");
        for (String reason : reasons) {
            error.withArray("CancellationReasons").addObject().put("Code", reason);
        }
        return new CannedHttp.Answer(400, error.toString());
    }
}
