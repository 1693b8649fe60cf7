package io.hyperpatch.rehearsal.aws;

import static io.hyperpatch.rehearsal.aws.TestRegion.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.aws.cloudwatch.AlarmState;
import io.hyperpatch.rehearsal.aws.wire.WireRequest;
import io.hyperpatch.rehearsal.aws.wire.WireResponse;
import io.hyperpatch.rehearsal.fault.Calls;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.Moment;
import io.hyperpatch.rehearsal.fault.When;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedAwsTest {

    private TestRegion region = new TestRegion();

    @Test
    void answersARequestFromOutside() {
        WireResponse response = send(Map.of("Authorization", scope("sts")), "Action=GetCallerIdentity")
                .orElseThrow();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("Content-Type", "text/xml");
        assertThat(response.text()).contains("<Account>111122223333</Account>");
        assertThat(region.log.all().getFirst().caller()).isEqualTo("http");
    }

    @Test
    void speaksJsonWithCloudWatchToo() {
        region.alarms.putComposite("c", "TRUE", AlarmState.OK);
        WireResponse response = send(
                        Map.of("X-Amz-Target", "GraniteServiceVersion20100801.DescribeAlarms"),
                        "{\"AlarmTypes\":[\"CompositeAlarm\"]}")
                .orElseThrow();

        assertThat(response.headers()).containsEntry("Content-Type", "application/x-amz-json-1.0");
        assertThat(response.text()).contains("\"StateUpdatedTimestamp\":1772323200.000");
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThat(refusal(Map.of(), "")).contains("MissingAuthenticationTokenException");
        assertThat(refusal(Map.of("Authorization", scope("s3")), "")).contains("simulated s3 does not support");
        assertThat(refusal(Map.of("X-Amz-Target", "AmazonSSM.GetParameter"), "{"))
                .contains("SerializationException");
        assertThat(refusal(Map.of("X-Amz-Target", "AmazonSSM.GetParameter"), "[".repeat(100_000)))
                .contains("SerializationException");
        assertThat(refusal(Map.of("Authorization", scope("ec2")), "Version=1")).contains("MissingAction");
        assertThat(refusal(Map.of("Authorization", scope("ec2")), "Action=X&" + "a.".repeat(50_000) + "a=1"))
                .contains("nested too deeply");
        assertThat(region.log.all()).isEmpty();
    }

    @Test
    void leavesALostAnswerUnanswered() {
        region = new TestRegion(
                List.of(new Fault.LoseAnswer(Calls.of("sts:*", When.ALWAYS), Moment.AFTER)), List.of(), 1);
        assertThat(send(Map.of("Authorization", scope("sts")), "Action=GetCallerIdentity"))
                .isEmpty();
        assertThat(region.clock.now()).isAfter(START.plusSeconds(60));
    }

    private String refusal(Map<String, String> headers, String body) {
        WireResponse response = send(headers, body).orElseThrow();
        assertThat(response.status()).isGreaterThanOrEqualTo(400);
        return response.text();
    }

    private Optional<WireResponse> send(Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        List<Optional<WireResponse>> responses = new ArrayList<>();
        region.aws.exchange(
                new WireRequest("POST", "/", "", lists, body.getBytes(StandardCharsets.UTF_8)), responses::add);
        region.clock.runWhile(responses::isEmpty);
        return responses.getFirst();
    }

    private static String scope(String service) {
        return "AWS4-HMAC-SHA256 Credential=AKID/20260301/us-west-2/" + service + "/aws4_request, SignedHeaders=host";
    }
}
