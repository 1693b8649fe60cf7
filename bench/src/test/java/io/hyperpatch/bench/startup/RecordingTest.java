package io.hyperpatch.bench.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.hyperpatch.handler.ProductFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark runs seldom; that it still can is found out here. */
class RecordingTest {
    @Test
    void holdsTheCallsOfEveryFunctionToServicesThatTheStubKnows() throws Exception {
        List<Job> jobs = Recording.all();

        assertThat(jobs).extracting(Job::function).containsExactly(ProductFunction.values());
        assertThat(jobs).allSatisfy(job -> assertThat(job.calls()).isNotEmpty());
        assertThatCode(() -> jobs.stream()
                        .flatMap(job -> job.calls().stream())
                        .forEach(call -> Service.signedAs(call.service())))
                .doesNotThrowAnyException();
        assertThat(jobs.get(ProductFunction.START_UPDATE.ordinal()).calls())
                .extracting(call -> call.service() + " " + call.operation())
                .containsSubsequence("dynamodb TransactWriteItems", "sagemaker UpdateClusterSoftware");
    }
}
