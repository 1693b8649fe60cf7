package io.hyperpatch.image;

import static io.hyperpatch.image.ImageFixture.ID;
import static io.hyperpatch.image.ImageFixture.NOW;
import static io.hyperpatch.image.ImageFixture.OTHER_ACCOUNT;
import static io.hyperpatch.image.ImageFixture.OWN_ACCOUNT;
import static io.hyperpatch.image.ImageFixture.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.image.Image.Volume;
import io.hyperpatch.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageValidationTest {
    @Test
    void acceptsACustomImageThatKeepsEveryRule() {
        ImageVerdict verdict = ImageValidation.decide(List.of(new ImageFixture().candidate()));

        assertThat(verdict).isEqualTo(new ImageVerdict.Accepted(ID + " fits gpu"));
    }

    @Test
    void acceptsAnImageOfAmazonWhateverItsVolumesAre() {
        ImageFixture image = ImageFixture.amazons();
        image.volumes = List.of(ROOT, volume("/dev/sdb", true));

        assertThat(broken(image)).isEmpty();
    }

    @Test
    void blamesEc2OnlyForAnImageThatTheServiceShowsOnSlurm() {
        ImageFixture image = new ImageFixture().onSlurm();
        assertThat(refused(image).broken().getFirst().remedy()).contains("restore it in EC2");

        image.cluster = showingNoImage();
        assertThat(refused(image).broken().getFirst().toString()).doesNotContain("EC2");
        assertThat(refused(image).broken().getFirst().remedy())
                .contains("image.track {hyperpod: latest}", "a new group with the custom AMI");
    }

    @Test
    void takesACustomImageOnSlurmOnlyForAGroupThatIsSeenToRunOne() {
        ImageFixture image = new ImageFixture().onSlurm();
        assertThat(rules(refused(image))).containsExactly("custom-on-slurm");

        image.current = Optional.of(ImageFixture.amazons().image());
        assertThat(rules(refused(image))).containsExactly("custom-on-slurm");
        assertThat(refused(image).broken().getFirst().remedy()).contains("hyperpod: latest");

        image.current = Optional.of(new ImageFixture().image());
        assertThat(broken(image)).isEmpty();
    }

    @Test
    void takesAnImageOfHyperPodOnSlurmWhateverTheGroupRuns() {
        assertThat(broken(ImageFixture.amazons().onSlurm())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "1.3.0", "10.20.300"})
    void acceptsAnImageOfHyperPodsOwnWhereThePolicyAllowsImagesOfAmazon(String pin) {
        ImageFixture image = ImageFixture.pinned(pin);
        image.owners = Set.of("self", "amazon");

        assertThat(broken(image)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "1.3.0"})
    void refusesAnImageOfHyperPodsOwnWhereThePolicyAllowsNoImagesOfAmazon(String pin) {
        ImageVerdict.Refused refused = refused(ImageFixture.pinned(pin));

        assertThat(rules(refused)).containsExactly("owner-allowed");
        assertThat(refused.broken().getFirst().remedy()).contains("add 'amazon' to the policy's image.owners");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ami-01234567", "ami-0123456789abcdef0", "ami-ABCDEF0123456789a"})
    void takesTheServicesFormOfAnImageId(String id) {
        ImageFixture image = new ImageFixture();
        image.id = id;

        assertThat(broken(image)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ami-0123456",
                "ami-0123456789abcdef01",
                "ami-0123456g",
                "AMI-01234567",
                "Default",
                "default ",
                "1.3",
                "v1.3.0",
                "1.3.0-rc1",
                "ami-01234567\n",
                "arn:aws:ec2:us-west-2::image/ami-01234567",
                "{% $states.input %}"
            })
    void refusesWhatIsNoImageId(String pin) {
        assertThat(broken(ImageFixture.pinned(pin))).containsExactly("well-formed");
    }

    @Test
    void refusesAGroupWithoutAnImage() {
        ImageFixture image = ImageFixture.pinned("");
        image.current = Optional.of(new ImageFixture().image());
        ImageVerdict.Refused refused = refused(image);

        assertThat(rules(refused)).containsExactly("image-given");
        assertThat(refused.reason()).contains("the group runs a custom AMI (" + ID + ")");
    }

    @Test
    void refusesAGroupThatTheClusterDoesNotHave() {
        ImageFixture image = new ImageFixture();
        image.group = "ghost";

        assertThat(broken(image)).containsExactly("group-known");
    }

    @Test
    void refusesAnImageThatEc2DoesNotShow() {
        ImageVerdict.Refused refused = refused(ImageFixture.pinned(ID));

        assertThat(rules(refused)).containsExactly("exists");
        assertThat(refused.reason()).contains("not visible to this account in us-west-2");
    }

    @ParameterizedTest
    @CsvSource({
        "disabled,EnableImage",
        "deregistered,withdrawn",
        "failed,never usable",
        "error,never usable",
        "invalid,never usable",
        "pending,snapshots are not complete",
        "transient,still changing it",
        "hibernating,does not know",
        "'',does not know"
    })
    void refusesEveryStateButAvailableWithItsReason(String state, String says) {
        ImageFixture image = new ImageFixture();
        image.state = state;
        ImageVerdict.Refused refused = refused(image);

        assertThat(rules(refused)).containsExactly("available");
        assertThat(refused.reason()).contains(ID).contains(says);
    }

    @Test
    void quotesWhyEc2SaysThatAnImageFailed() {
        ImageFixture image = new ImageFixture();
        image.state = "failed";
        image.stateReason = Optional.of("Snapshot \"snap-1\" not found\n{% $x %}");

        assertThat(refused(image).reason())
                .contains("Snapshot \"snap-1\" not found<U+000A>{% $x %}")
                .doesNotContain("\n");
    }

    @Test
    void refusesAnImageFromTheMomentOfItsDeprecation() {
        ImageFixture image = new ImageFixture();
        image.deprecated = Optional.of(NOW);

        assertThat(broken(image)).containsExactly("not-deprecated");
    }

    @Test
    void acceptsAnImageWhoseDeprecationLiesAhead() {
        ImageFixture image = new ImageFixture();
        image.deprecated = Optional.of(NOW.plusSeconds(1));

        assertThat(broken(image)).isEmpty();
    }

    @Test
    void acceptsADeprecatedImageWhereThePolicySaysSo() {
        ImageFixture image = new ImageFixture();
        image.deprecated = Optional.of(NOW.minusSeconds(1));
        image.allowDeprecated = true;

        assertThat(broken(image)).isEmpty();
    }

    @Test
    void refusesAnotherRootDevice() {
        ImageFixture image = new ImageFixture();
        image.rootDevice = "instance-store";

        assertThat(broken(image)).containsExactly("root-device");
    }

    @Test
    void refusesAnotherVirtualization() {
        ImageFixture image = new ImageFixture();
        image.virtualization = "paravirtual";

        assertThat(broken(image)).containsExactly("virtualization");
    }

    @Test
    void refusesAnArchitectureThatTheInstanceTypeCannotRun() {
        ImageFixture image = new ImageFixture();
        image.architecture = "arm64";
        image.architectures = Set.of("x86_64", "i386");
        ImageVerdict.Refused refused = refused(image);

        assertThat(rules(refused)).containsExactly("architecture");
        assertThat(refused.reason()).contains("built for arm64, but ml.p5.48xlarge runs i386, x86_64");
    }

    @Test
    void takesTheImageThatTheGroupRunsAsEvidenceForATypeThatEc2DoesNotKnow() {
        ImageFixture image = new ImageFixture();
        image.architectures = Set.of();
        image.current = Optional.of(ImageFixture.amazons().image());

        assertThat(broken(image)).isEmpty();
    }

    @Test
    void refusesAnotherArchitectureThanTheGroupRunsOnATypeThatEc2DoesNotKnow() {
        ImageFixture image = new ImageFixture();
        image.architectures = Set.of();
        image.architecture = "arm64";
        image.current = Optional.of(ImageFixture.amazons().image());

        assertThat(broken(image)).containsExactly("architecture");
    }

    @Test
    void refusesATypeThatEc2DoesNotKnowWithoutEvidence() {
        ImageFixture image = new ImageFixture();
        image.architectures = Set.of();
        ImageVerdict.Refused refused = refused(image);

        assertThat(rules(refused)).containsExactly("architecture");
        assertThat(refused.reason()).contains("EC2 does not know the instance type 'ml.p5.48xlarge'");
        assertThat(refused.broken().getFirst().remedy()).contains("share that image", "image.track {hyperpod: latest}");

        image.cluster = showingNoImage();
        assertThat(refused(image).broken().getFirst().remedy())
                .isEqualTo(
                        "give this cluster a policy with image.track {hyperpod: latest}, image.owners [amazon] and no"
                                + " image.minimumAge");
    }

    private static ClusterFixture showingNoImage() {
        return new ClusterFixture().with(json -> json.withArray("InstanceGroups")
                .forEach(group -> ((ObjectNode) group).remove(List.of("CurrentImageId", "DesiredImageId"))));
    }

    @ParameterizedTest
    @CsvSource({"self,true", OWN_ACCOUNT + ",true", "amazon,false", OTHER_ACCOUNT + ",false"})
    void takesAnOwnImageOnlyIfThePolicyAllowsItsOwner(String allowed, boolean accepted) {
        ImageFixture image = new ImageFixture();
        image.owners = Set.of(allowed);

        assertThat(broken(image).isEmpty()).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({"amazon,true", "602401143452,true", "self,false"})
    void takesAnImageOfAmazonOnlyIfThePolicyAllowsIt(String allowed, boolean accepted) {
        ImageFixture image = ImageFixture.amazons();
        image.owners = Set.of(allowed);

        assertThat(broken(image).isEmpty()).isEqualTo(accepted);
    }

    @Test
    void refusesAnImageOfAnotherAccountEvenIfThePolicyAllowsItsOwner() {
        ImageFixture image = new ImageFixture();
        image.owner = OTHER_ACCOUNT;
        image.owners = Set.of("self", "amazon", OTHER_ACCOUNT);
        ImageVerdict.Refused refused = refused(image);

        assertThat(rules(refused)).containsExactly("own-account");
        assertThat(refused.broken().getFirst().remedy()).contains("CopyImage");
    }

    /** To allow another account's images would only lead to the next refusal. */
    @Test
    void proposesACopyOfAnotherAccountsImageAndNotItsOwner() {
        ImageFixture image = new ImageFixture();
        image.owner = OTHER_ACCOUNT;
        image.owners = Set.of("amazon");

        assertThat(refused(image).broken()).hasSize(2).allSatisfy(rule -> assertThat(rule.remedy())
                .contains("CopyImage", "name self in the policy's image.owners")
                .doesNotContain(OTHER_ACCOUNT));
    }

    /** People give no pin: it comes from what the policy tracks. */
    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "ami-1"})
    void asksForAnImageWhereThePolicyHoldsOne(String pin) {
        assertThat(refused(ImageFixture.pinned(pin)).broken())
                .filteredOn(rule -> !rule.rule().equals("exists"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.remedy())
                        .contains("image.track", "{hyperpod: latest}")
                        .doesNotContain("'default'"));
    }

    @Test
    void refusesAMarketplaceImageLikeThatOfAnyOtherAccount() {
        ImageFixture image = new ImageFixture();
        image.owner = "679593333241";
        image.alias = Optional.of("aws-marketplace");

        assertThat(broken(image)).containsExactly("owner-allowed", "own-account");
    }

    @Test
    void refusesACustomImageWithMoreThanItsPrimarySnapshot() {
        ImageFixture image = new ImageFixture();
        image.volumes = List.of(ROOT, volume("/dev/sdb", false));
        ImageVerdict.Refused refused = refused(image);

        assertThat(rules(refused)).containsExactly("primary-snapshot-only");
        assertThat(refused.reason()).contains("/dev/sdb (snap-0b)");
    }

    @Test
    void refusesAnEncryptedCustomImage() {
        ImageFixture image = new ImageFixture();
        image.volumes = List.of(new Volume("/dev/xvda", Optional.of("snap-0a"), true, Optional.empty(), true));

        assertThat(broken(image)).containsExactly("not-encrypted");
    }

    @Test
    void reportsEveryBrokenRuleOfEveryGroupAtOnce() {
        ImageFixture gpu = new ImageFixture();
        gpu.state = "disabled";
        gpu.architecture = "arm64";
        gpu.volumes = List.of(volume("/dev/sdb", true));
        ImageFixture canary = ImageFixture.pinned("latest");
        canary.group = "canary";
        ImageVerdict verdict = ImageValidation.decide(
                List.of(gpu.candidate(), canary.candidate(), bent(image -> image.group = "system")));

        assertThat(((ImageVerdict.Refused) verdict).broken())
                .extracting(BrokenRule::group, BrokenRule::rule)
                .containsExactly(
                        tuple("gpu", "available"),
                        tuple("gpu", "architecture"),
                        tuple("gpu", "primary-snapshot-only"),
                        tuple("gpu", "not-encrypted"),
                        tuple("canary", "well-formed"));
        assertThat(verdict.reason())
                .contains(
                        "[available]", "[architecture]", "[primary-snapshot-only]", "[not-encrypted]", "[well-formed]");
    }

    @Test
    void saysOnceWhatIsWrongWithSeveralGroupsForTheSameReason() {
        ImageVerdict verdict = ImageValidation.decide(List.of(bent(image -> image.state = "disabled"), bent(image -> {
            image.group = "canary";
            image.state = "disabled";
        })));

        assertThat(verdict.reason()).startsWith("gpu, canary: ").containsOnlyOnce("is disabled");
    }

    @Test
    void carriesAHostilePinHarmlessly() {
        String pin = "\"; DROP TABLE\\ \r\n{% $boom() %}" + "x".repeat(5_000);
        ImageVerdict.Refused refused = refused(ImageFixture.pinned(pin));

        assertThat(refused.broken().getFirst().value()).isEqualTo(pin);
        assertThat(refused.reason())
                .contains(
                        "\"; DROP TABLE\\ <U+000D><U+000A>{% $boom() %}",
                        " [and " + (pin.length() - 100) + " more characters]")
                .doesNotContain("\n")
                .hasSizeLessThan(500);
    }

    @Test
    void namesItsVerdictInJson() {
        assertThat(Json.of(refused(ImageFixture.pinned("x"))).path("verdict").asText())
                .isEqualTo("Refused");
        assertThat(Json.of(ImageValidation.decide(List.of(new ImageFixture().candidate())))
                        .path("verdict")
                        .asText())
                .isEqualTo("Accepted");
    }

    @Test
    void doesNotAcceptThatThereIsNothingToValidate() {
        ImageVerdict verdict = ImageValidation.decide(List.of());

        assertThat(verdict).isInstanceOf(ImageVerdict.Refused.class);
        assertThat(verdict.reason()).contains("no instance group", "Leave the cluster out of the policy");
    }

    private static Candidate bent(Consumer<ImageFixture> change) {
        ImageFixture fixture = new ImageFixture();
        change.accept(fixture);
        return fixture.candidate();
    }

    private static List<String> broken(ImageFixture... images) {
        List<Candidate> candidates =
                Arrays.stream(images).map(ImageFixture::candidate).toList();
        return switch (ImageValidation.decide(candidates)) {
            case ImageVerdict.Accepted accepted -> List.of();
            case ImageVerdict.Refused refused -> rules(refused);
        };
    }

    private static List<String> rules(ImageVerdict.Refused refused) {
        return refused.broken().stream().map(BrokenRule::rule).toList();
    }

    private static ImageVerdict.Refused refused(ImageFixture image) {
        return (ImageVerdict.Refused) ImageValidation.decide(List.of(image.candidate()));
    }

    private static Volume volume(String device, boolean encrypted) {
        return new Volume(device, Optional.of("snap-0b"), encrypted, Optional.of(10), false);
    }
}
