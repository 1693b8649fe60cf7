package io.hyperpatch.rehearsal.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.policy.PolicyReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without an event, one comes in that announces what the policy tracks: any other would end quietly, whatever the policy is worth. */
class UsualEventTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ ssm: /golden/ami }              | Parameter Store Change",
                "{ hyperpod: latest }              | Scheduled Event",
                "{ ami: { name: 'golden-*' } }     | EC2 AMI State Change",
                "ami-0123456789abcdef0             | EC2 AMI State Change",
                "{ imageBuilder: 'arn:aws:imagebuilder:us-west-2:111122223333:image/eks/x.x.x' }"
                        + "| EC2 Image Builder Image State Change"
            })
    void itFitsWhatThePolicyTracks(String track, String detailType) {
        String policy = "name: fleet\nmode: act\nclusters: { names: [train-a] }\nimage: { track: " + track
                + ", owners: [self] }\n";
        Setting setting = new Preparation(new Given(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new PolicyReader().read("p.yaml", policy.getBytes(StandardCharsets.UTF_8))),
                        Optional.empty(),
                        Optional.empty()))
                .setting();

        assertThat(setting.triggers()).singleElement().satisfies(trigger -> assertThat(
                        trigger.event().path("detail-type").asText())
                .isEqualTo(detailType));
    }
}
