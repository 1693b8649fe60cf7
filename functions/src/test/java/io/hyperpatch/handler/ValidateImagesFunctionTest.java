package io.hyperpatch.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.aws.CannedHttp;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.hyperpod.aws.HyperPod;
import io.hyperpatch.image.ImageVerdict;
import io.hyperpatch.image.aws.Ec2Images;
import io.hyperpatch.json.Json;
import io.hyperpatch.store.InMemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

class ValidateImagesFunctionTest {
    private static final String NEW = "ami-0123456789abcdef0";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private ClusterFixture cluster = new ClusterFixture();
    private final CannedHttp http = new CannedHttp(this::answer);

    @Test
    void validatesTheImageOfEachGroupAndAsksEc2OnceForEachImageAndType() throws Exception {
        ImageVerdict verdict = decide("{ \"canary\": \"%s\", \"gpu\": \"%s\" }".formatted(NEW, NEW));

        assertThat(verdict).isEqualTo(new ImageVerdict.Accepted(NEW + " fits canary, gpu"));
        assertThat(http.bodies())
                .filteredOn(body -> body.contains("Action="))
                .hasSize(3)
                .anyMatch(body -> body.contains("DescribeImages") && body.contains(NEW))
                .anyMatch(body -> body.contains("DescribeInstanceTypes") && body.contains("p5.48xlarge"));
    }

    @Test
    void asksEc2NothingAboutAPinThatIsNoImageId() throws Exception {
        ImageVerdict verdict = decide("{ \"gpu\": \"ami-x&Owner.1=all\" }");

        assertThat(verdict).isInstanceOf(ImageVerdict.Refused.class);
        assertThat(http.bodies()).noneMatch(body -> body.contains("Owner.1"));
    }

    @Test
    void doesNotJudgeTheImageOfAGroupThatThePolicyLeavesOut() throws Exception {
        String groups = "{ \"canary\": \"%s\", \"gpu\": \"ami-x\" }".formatted(NEW);

        assertThat(decide(groups)).isInstanceOf(ImageVerdict.Refused.class);
        assertThat(decide(groups, "\"leaveOut\": [\"gpu\"]"))
                .isEqualTo(new ImageVerdict.Accepted(NEW + " fits canary"));
    }

    @Test
    void doesNotJudgeTheImageOfAGroupThatIsLeftOutBecauseItIsUnready() throws Exception {
        cluster = new ClusterFixture().group("gpu", group -> group.put("Status", "Failed"));
        String groups = "{ \"canary\": \"%s\", \"gpu\": \"ami-x\" }".formatted(NEW);

        assertThat(decide(groups, "\"onUnready\": \"REFUSE\"")).isInstanceOf(ImageVerdict.Refused.class);
        assertThat(decide(groups, "\"onUnready\": \"LEAVE_OUT\""))
                .isEqualTo(new ImageVerdict.Accepted(NEW + " fits canary"));
    }

    @Test
    void leavesItToReadinessToSayThatEveryGroupIsLeftOut() throws Exception {
        assertThat(decide("{ \"gpu\": \"ami-x\" }", "\"leaveOut\": [\"gpu\"]"))
                .isEqualTo(new ImageVerdict.Accepted("the policy leaves every group out"));
    }

    private ImageVerdict decide(String groups) throws Exception {
        return decide(groups, "\"leaveOut\": []");
    }

    private ImageVerdict decide(String groups, String rule) throws Exception {
        Clients clients = new Clients(new ClientSettings(
                http,
                Region.US_WEST_2,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                BackoffStrategy.retryImmediately(),
                Optional.of(Duration.ofMinutes(1))));
        ValidateImagesFunction function = new ValidateImagesFunction(
                new HyperPod(clients.sagemaker()),
                new Ec2Images(clients.ec2()),
                new InMemoryStore(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        return function.handle(Json.mapper()
                .readValue("""
                        { "run": "train-a-0123456789ab-1", "cluster": { "arn": "%s", "name": "train-a" },
                          "groups": %s, "image": { "owners": ["self"], "allowDeprecated": false },
                          "rollout": { "canary": [], "deployment": { "alarms": [] }, %s } }
                        """.formatted(ClusterFixture.ARN, groups, rule), ValidateImagesFunction.Input.class));
    }

    private CannedHttp.Answer answer(String body) {
        if (body.contains("Action=DescribeImages")) {
            return new CannedHttp.Answer(200, """
                    <DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><imagesSet><item>
                      <imageId>%s</imageId><imageState>available</imageState><imageOwnerId>111122223333</imageOwnerId>
                      <architecture>x86_64</architecture><rootDeviceType>ebs</rootDeviceType>
                      <virtualizationType>hvm</virtualizationType></item></imagesSet></DescribeImagesResponse>
                    """.formatted(NEW));
        }
        if (body.contains("Action=DescribeInstanceTypes")) {
            return new CannedHttp.Answer(200, """
                    <DescribeInstanceTypesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><instanceTypeSet><item>
                      <processorInfo><supportedArchitectures><item>x86_64</item></supportedArchitectures></processorInfo>
                    </item></instanceTypeSet></DescribeInstanceTypesResponse>""");
        }
        return new CannedHttp.Answer(200, cluster.json().toString());
    }
}
