package io.hyperpatch.rehearsal.aws.ec2;

import static io.hyperpatch.rehearsal.aws.TestRegion.ACCOUNT;
import static io.hyperpatch.rehearsal.aws.TestRegion.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.rehearsal.aws.TestRegion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.sagemaker.model.ClusterInstanceType;

class Ec2Test {

    private static final String OWN = "ami-0123456789abcdef0";
    private static final String FOREIGN_PUBLIC = "ami-0aaaaaaaaaaaaaaaa";
    private static final String FOREIGN_PRIVATE = "ami-0bbbbbbbbbbbbbbbb";

    private final TestRegion region = new TestRegion();
    private final Ec2Client ec2 = region.clients.ec2();

    @BeforeEach
    void images() {
        region.images.put(new Image(
                OWN,
                ACCOUNT,
                START.minus(Duration.ofDays(5)),
                "gpu <golden> & more",
                "line 1\r\nline \"2\"",
                null,
                null,
                null,
                null,
                null,
                List.of(new BlockDevice("/dev/xvda", "snap-0123", true, 200)),
                Optional.empty(),
                false,
                Optional.of(START.minusSeconds(60)),
                Map.of("team", "ml", "stage", "prod"),
                Optional.of(true)));
        region.images.put(new Image(
                FOREIGN_PUBLIC,
                "999999999999",
                START,
                null,
                null,
                null,
                null,
                "arm64",
                null,
                null,
                null,
                Optional.of("amazon"),
                true,
                Optional.of(START),
                null,
                null));
        region.images.put(Image.of(FOREIGN_PRIVATE, "888888888888", START));
    }

    @Test
    void describesAnImageWithAllItsMembers() {
        var found = describe(request -> request.imageIds(OWN)).getFirst();

        assertThat(found.name()).isEqualTo("gpu <golden> & more");
        assertThat(found.description()).isEqualTo("line 1\r\nline \"2\"");
        assertThat(found.stateAsString()).isEqualTo("available");
        assertThat(found.architectureAsString()).isEqualTo("x86_64");
        assertThat(found.rootDeviceTypeAsString()).isEqualTo("ebs");
        assertThat(found.virtualizationTypeAsString()).isEqualTo("hvm");
        assertThat(found.ownerId()).isEqualTo(ACCOUNT);
        assertThat(found.publicLaunchPermissions()).isFalse();
        assertThat(found.creationDate()).isEqualTo("2026-02-24T00:00:00.000Z");
        assertThat(found.deprecationTime()).isEqualTo("2026-02-28T23:59:00.000Z");
        assertThat(found.imageAllowed()).isTrue();
        assertThat(found.tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .contains("team=ml", "stage=prod");
        var ebs = found.blockDeviceMappings().getFirst().ebs();
        assertThat(ebs.snapshotId()).isEqualTo("snap-0123");
        assertThat(ebs.encrypted()).isTrue();
        assertThat(ebs.volumeSize()).isEqualTo(200);
    }

    @Test
    void hidesWhatTheCallerMayNotSee() {
        assertThat(describe(request -> {})).extracting(image -> image.imageId()).containsExactly(OWN);
        assertThat(describe(request -> request.includeDeprecated(true)))
                .extracting(image -> image.imageId())
                .containsExactly(OWN, FOREIGN_PUBLIC);
        assertThat(describe(request -> request.imageIds(FOREIGN_PUBLIC))).hasSize(1);
        assertThatThrownBy(() -> describe(request -> request.imageIds(FOREIGN_PRIVATE)))
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAMIID.NotFound"));
    }

    @Test
    void leavesOutDisabledImagesUnlessAskedForThem() {
        region.images.put(region.images.find(OWN).orElseThrow().in("disabled"));

        assertThat(describe(request -> request.imageIds(OWN))).isEmpty();
        assertThat(describe(request -> request.imageIds(OWN).includeDisabled(true)))
                .extracting(image -> image.stateAsString())
                .containsExactly("disabled");
    }

    @Test
    void filtersAndAsksForOwners() {
        assertThat(describe(
                        request -> request.owners("self").filters(filter("name", "gpu*"), filter("tag:team", "ml"))))
                .hasSize(1);
        assertThat(describe(request -> request.filters(filter("tag:team", "other"))))
                .isEmpty();
        assertThat(describe(request -> request.owners("amazon")
                        .includeDeprecated(true)
                        .filters(filter("architecture", "x86_64", "arm64"), filter("state", "available"))))
                .extracting(image -> image.imageOwnerAlias())
                .containsExactly("amazon");
        assertThatThrownBy(() -> describe(request -> request.filters(filter("kernel-id", "x"))))
                .hasMessageContaining("does not support the filter kernel-id");
    }

    @Test
    void namesAMalformedId() {
        assertThatThrownBy(() -> describe(request -> request.imageIds("ami-xyz")))
                .hasMessageContaining("Invalid id: \"ami-xyz\" (expecting \"ami-...\")");
    }

    @Test
    void refusesAParameterThatItDoesNotHonour() {
        assertThatThrownBy(() -> describe(request -> request.executableUsers("self")))
                .hasMessageContaining("ec2:DescribeImages does not support the parameter ExecutableBy");
    }

    @Test
    void pagesThroughImages() {
        for (int i = 0; i < 25; i++) {
            region.images.put(Image.of("ami-%017x".formatted(i), ACCOUNT, START));
        }
        var all = region.as(
                "reader",
                () -> ec2
                        .describeImagesPaginator(
                                request -> request.owners("self").maxResults(10))
                        .images()
                        .stream()
                        .toList());

        assertThat(all).hasSize(26);
        assertThat(region.log.of("ec2:DescribeImages")).hasSize(3);
    }

    @Test
    void knowsEveryInstanceTypeOfHyperPod() {
        List<String> names = ClusterInstanceType.knownValues().stream()
                .map(type -> type.toString().substring("ml.".length()))
                .toList();
        var infos = region.as("reader", () -> ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings(names)))
                .instanceTypes();

        assertThat(infos).hasSameSizeAs(names).allSatisfy(info -> assertThat(
                        info.processorInfo().supportedArchitecturesAsStrings())
                .containsExactly(info.instanceTypeAsString().startsWith("p6e-gb200") ? "arm64" : "x86_64"));
    }

    @Test
    void refusesAnUnknownInstanceType() {
        assertThatThrownBy(() -> region.as(
                        "reader",
                        () -> ec2.describeInstanceTypes(request -> request.instanceTypesWithStrings("q9.large"))))
                .hasMessageContaining("do not exist: [q9.large]");
    }

    private List<software.amazon.awssdk.services.ec2.model.Image> describe(
            Consumer<DescribeImagesRequest.Builder> request) {
        return region.as("reader", () -> ec2.describeImages(request).images());
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }
}
