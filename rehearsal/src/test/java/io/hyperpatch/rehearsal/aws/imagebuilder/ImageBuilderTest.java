package io.hyperpatch.rehearsal.aws.imagebuilder;

import static io.hyperpatch.rehearsal.aws.TestRegion.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.rehearsal.aws.TestRegion;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.imagebuilder.ImagebuilderClient;
import software.amazon.awssdk.services.imagebuilder.model.Image;
import software.amazon.awssdk.services.imagebuilder.model.ImagebuilderException;

class ImageBuilderTest {

    private static final String FAMILY = "arn:aws:imagebuilder:us-west-2:111122223333:image/golden/";

    private final TestRegion region = new TestRegion();
    private final ImagebuilderClient client = region.clients.imageBuilder();

    @BeforeEach
    void builds() {
        build("1.9.0/2", "AVAILABLE", "ami-00000000000000192");
        build("1.10.0/1", "AVAILABLE", "ami-00000000000001101");
        build("1.10.0/3", "BUILDING", "ami-00000000000001103");
    }

    @Test
    void getsABuildWithItsImages() {
        Image image = get("1.9.0/2");
        assertThat(image.state().statusAsString()).isEqualTo("AVAILABLE");
        assertThat(image.version()).isEqualTo("1.9.0");
        assertThat(image.name()).isEqualTo("golden");
        assertThat(image.outputResources().amis())
                .extracting(ami -> ami.region() + " " + ami.image())
                .containsExactly("us-west-2 ami-00000000000000192");
    }

    @Test
    void getsTheNewestOfAnOpenVersion() {
        assertThat(get("x.x.x").arn()).isEqualTo(FAMILY + "1.10.0/3");
        assertThat(get("1.9.x").arn()).isEqualTo(FAMILY + "1.9.0/2");
        assertThat(get("1.10.0").arn()).isEqualTo(FAMILY + "1.10.0/3");
    }

    @Test
    void saysThatThereIsNone() {
        assertThatThrownBy(() -> get("7.0.0/1")).isInstanceOfSatisfying(ImagebuilderException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFoundException");
            assertThat(e.statusCode()).isEqualTo(404);
        });
        assertThatThrownBy(() -> get("latest")).hasMessageContaining("imageBuildVersionArn");
    }

    private void build(String version, String status, String ami) {
        region.imageBuilder.put(new BuiltImage(
                FAMILY + version, status, START, List.of(new BuiltImage.Ami("us-west-2", ami, "111122223333"))));
    }

    private Image get(String version) {
        return region.as("admit", () -> client.getImage(r -> r.imageBuildVersionArn(FAMILY + version)))
                .image();
    }
}
