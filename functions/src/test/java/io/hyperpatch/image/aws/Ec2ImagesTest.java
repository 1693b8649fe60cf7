package io.hyperpatch.image.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.aws.CannedHttp;
import io.hyperpatch.image.Image;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class Ec2ImagesTest {
    private static final String ID = "ami-0123456789abcdef0";
    private static final String DISABLED_IMAGE = """
            <DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><imagesSet><item>
              <imageId>ami-0123456789abcdef0</imageId><imageState>disabled</imageState>
              <imageOwnerId>111122223333</imageOwnerId><architecture>riscv128</architecture>
              <rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName>
              <virtualizationType>hvm</virtualizationType>
              <creationDate>2026-11-01T00:00:00.000Z</creationDate>
              <deprecationTime>2028-11-01T00:00:00.000Z</deprecationTime>
              <blockDeviceMapping>
                <item><deviceName>/dev/xvda</deviceName>
                  <ebs><snapshotId>snap-0a</snapshotId><volumeSize>100</volumeSize><encrypted>true</encrypted></ebs></item>
                <item><deviceName>/dev/sdb</deviceName><virtualName>ephemeral0</virtualName></item>
              </blockDeviceMapping>
            </item></imagesSet></DescribeImagesResponse>""";

    @Test
    void readsADisabledImageWithWordsThatTheSdkDoesNotKnow() {
        CannedHttp http = new CannedHttp(body -> new CannedHttp.Answer(200, DISABLED_IMAGE));

        Image image = images(http).find(ID).orElseThrow();

        assertThat(image.state()).isEqualTo("disabled");
        assertThat(image.architecture()).isEqualTo("riscv128");
        assertThat(image.creationDate()).contains(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(image.volumes())
                .containsExactly(new Image.Volume("/dev/xvda", Optional.of("snap-0a"), true, Optional.of(100), true));
        assertThat(http.bodies()).singleElement().asString().contains("IncludeDisabled=true", "IncludeDeprecated=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidAMIID.NotFound", "InvalidAMIID.Malformed", "InvalidAMIID.Unavailable"})
    void takesTheseErrorsForTheAbsenceOfAnImage(String code) {
        assertThat(images(failing(400, code)).find(ID)).isEmpty();
    }

    @Test
    void findsNothingInAnEmptyAnswer() {
        CannedHttp http = new CannedHttp(body -> new CannedHttp.Answer(
                200,
                "<DescribeImagesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><imagesSet/>"
                        + "</DescribeImagesResponse>"));

        assertThat(images(http).find(ID)).isEmpty();
    }

    @Test
    void doesNotTakeAMissingPermissionForAMissingImage() {
        Ec2Images images = images(failing(403, "UnauthorizedOperation"));

        assertThatThrownBy(() -> images.find(ID)).isInstanceOf(Ec2Exception.class);
    }

    @Test
    void asksForTheTypeThatEc2Knows() {
        CannedHttp http = new CannedHttp(body -> new CannedHttp.Answer(200, """
                <DescribeInstanceTypesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><instanceTypeSet><item>
                  <instanceType>p9.48xlarge</instanceType>
                  <processorInfo><supportedArchitectures><item>x86_64</item><item>riscv128</item></supportedArchitectures>
                  </processorInfo></item></instanceTypeSet></DescribeInstanceTypesResponse>"""));

        assertThat(images(http).architectures("ml.p9.48xlarge")).containsExactlyInAnyOrder("x86_64", "riscv128");
        assertThat(http.bodies()).singleElement().asString().contains("InstanceType.1=p9.48xlarge");
    }

    @Test
    void knowsNoArchitectureOfATypeThatEc2DoesNotKnow() {
        assertThat(images(failing(400, "InvalidInstanceType")).architectures("ml.q1.large"))
                .isEmpty();
    }

    private static CannedHttp failing(int status, String code) {
        return new CannedHttp(body -> new CannedHttp.Answer(
                status,
                "<Response><Errors><Error><Code>" + code + "</Code><Message>no</Message></Error></Errors>"
                        + "<RequestID>1</RequestID></Response>"));
    }

    private static Ec2Images images(CannedHttp http) {
        return new Ec2Images(Ec2Client.builder()
                .httpClient(http)
                .region(Region.US_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build());
    }
}
