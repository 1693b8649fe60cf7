package io.hyperpatch.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFamilyTest {
    @ParameterizedTest
    @CsvSource({
        "HyperPod EKS 1.32 x86_64 AMI Amazon Linux 2 2025080407, 'HyperPod EKS 1.32 x86_64 AMI Amazon Linux 2 '",
        "HyperPod Slurm x86_64 AMI Ubuntu 22.04 20251107-1530, 'HyperPod Slurm x86_64 AMI Ubuntu 22.04 '",
        "hyperpod-eks-20251107T153000Z, hyperpod-eks-",
        "eks-v20251107, eks-v"
    })
    void isAllOfTheNameButTheStampOfTheBuild(String name, String prefix) {
        assertThat(ImageFamily.of(name)).contains(new ImageFamily(prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HyperPod EKS 1.32", "20251107", "HyperPod EKS 1.32 2025", "eks-20251107-beta"})
    void isNotToldByANameThatEndsInNoStamp(String name) {
        assertThat(ImageFamily.of(name)).isEmpty();
    }

    @Test
    void hasNoImageOfAnotherLineOrSystem() {
        ImageFamily family = ImageFamily.of("HyperPod EKS 1.32 x86_64 AMI Amazon Linux 2 2025080407")
                .orElseThrow();

        assertThat(family.has("HyperPod EKS 1.32 x86_64 AMI Amazon Linux 2 2026010107"))
                .isTrue();
        assertThat(family.has("HyperPod EKS 1.33 x86_64 AMI Amazon Linux 2 2026010107"))
                .isFalse();
        assertThat(family.has("HyperPod EKS 1.32 x86_64 AMI Amazon Linux 2023 2026010107"))
                .isFalse();
        assertThat(family.has("HyperPod EKS 1.32 x86_64 AMI Amazon Linux 2 beta 2026010107"))
                .isFalse();
    }
}
