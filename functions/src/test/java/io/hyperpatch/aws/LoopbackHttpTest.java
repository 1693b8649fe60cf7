package io.hyperpatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** A process that calls itself as it would call AWS. */
class LoopbackHttpTest {
    private static final String PARAMETER = "{\"Parameter\": {\"Value\": \"%s\"}}";

    @Test
    void givesItsAnswersInTheirOrderOverTls() {
        try (LoopbackHttp http = new LoopbackHttp(List.of(
                        new LoopbackHttp.Answer(200, PARAMETER.formatted("one")),
                        new LoopbackHttp.Answer(400, "{\"__type\": \"ParameterNotFound\"}"),
                        new LoopbackHttp.Answer(200, PARAMETER.formatted("two"))));
                SsmClient ssm = client(http)) {
            assertThat(value(ssm)).isEqualTo("one");
            assertThat(http.left()).isEqualTo(2);
            assertThatThrownBy(() -> value(ssm)).isInstanceOf(SsmException.class);
            assertThat(value(ssm)).isEqualTo("two");
            assertThat(http.left()).isZero();
        }
    }

    @Test
    void saysThatNoAnswerIsLeft() {
        try (LoopbackHttp http = new LoopbackHttp(List.of());
                SsmClient ssm = client(http)) {
            assertThatThrownBy(() -> value(ssm)).hasMessageContaining("no answer is left");
        }
    }

    private static String value(SsmClient ssm) {
        return ssm.getParameter(request -> request.name("p")).parameter().value();
    }

    private static SsmClient client(LoopbackHttp http) {
        ClientSettings deployed = ClientSettings.deployed(Region.US_EAST_1);
        return new Clients(new ClientSettings(
                        http,
                        deployed.region(),
                        AnonymousCredentialsProvider.create(),
                        deployed.backoff(),
                        deployed.callTimeout(),
                        Optional.empty()))
                .ssm();
    }
}
