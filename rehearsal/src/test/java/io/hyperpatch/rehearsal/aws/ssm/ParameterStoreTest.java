package io.hyperpatch.rehearsal.aws.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.rehearsal.aws.TestRegion;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

class ParameterStoreTest {

    private final TestRegion region = new TestRegion();
    private final SsmClient ssm = region.clients.ssm();

    @Test
    void getsAParameterByNameAndByArn() {
        region.parameters.put("/golden/ami", "ami-0123456789abcdef0");
        var byName = region.as(
                "admit", () -> ssm.getParameter(r -> r.name("/golden/ami").withDecryption(true)));
        assertThat(byName.parameter().value()).isEqualTo("ami-0123456789abcdef0");
        assertThat(byName.parameter().lastModifiedDate()).isEqualTo(TestRegion.START);

        String arn = byName.parameter().arn();
        assertThat(arn).isEqualTo("arn:aws:ssm:us-west-2:111122223333:parameter/golden/ami");
        assertThat(region.as("admit", () -> ssm.getParameter(r -> r.name(arn)))
                        .parameter()
                        .version())
                .isEqualTo(1);
    }

    @Test
    void getsAllThatIsBelowAPathPageByPage() {
        for (int i = 0; i < 12; i++) {
            region.parameters.put("/aws/service/hyperpod/eks-" + i + "/ami-id", "ami-" + i);
        }
        region.parameters.put("/aws/service/hyperpods/eks-1/ami-id", "ami-other");
        region.parameters.put("/aws/service/hyperpod/note", "directly below");

        assertThat(
                        region.as(
                                "admit", () -> ssm
                                        .getParametersByPathPaginator(r ->
                                                r.path("/aws/service/hyperpod").recursive(true))
                                        .stream()
                                        .flatMap(page -> page.parameters().stream())
                                        .map(Parameter::name)
                                        .toList()))
                .hasSize(13)
                .doesNotContain("/aws/service/hyperpods/eks-1/ami-id");
        assertThat(region.as("admit", () -> ssm.getParametersByPath(r -> r.path("/aws/service/hyperpod/")))
                        .parameters())
                .extracting(Parameter::value)
                .containsExactly("directly below");
    }

    @Test
    void saysThatThereIsNone() {
        assertThatThrownBy(() -> region.as("admit", () -> ssm.getParameter(r -> r.name("/nothing"))))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void tellsTheBusOfAChangeButNotOfItsValue() {
        region.parameters.put("/golden/ami", "old");
        region.parameters.change("/golden/ami", "new");
        region.parameters.change("/aws/service/public", "silent");

        assertThat(region.bus.events()).hasSize(1);
        assertThat(region.bus.events().getFirst().path("detail").toString())
                .isEqualTo("{\"operation\":\"Update\",\"name\":\"/golden/ami\",\"type\":\"String\"}");
    }
}
