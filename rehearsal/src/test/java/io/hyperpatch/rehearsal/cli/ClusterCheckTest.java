package io.hyperpatch.rehearsal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Documents;
import io.hyperpatch.document.Problem;
import io.hyperpatch.policy.Enforcement;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.PolicyReader;
import io.hyperpatch.rehearsal.setting.ShownCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields of a policy that {@code validate --cluster} refuses, because they would have no effect. */
class ClusterCheckTest {
    private static final String PATTERN = "{ ami: { name: \"golden-*\" } }";
    private static final String NEWEST = "{ hyperpod: latest }";

    /** For each row of the table, in its order: a cluster and a policy that break it. */
    private static final List<Broken> BROKEN = List.of(
            new Broken(Enforcement.MINIMUM_AGE, "eks-default-4", NEWEST, "P3D", ""),
            new Broken(Enforcement.CANARY, "eks-67", PATTERN, "P0D", "canary: [nobody]"),
            new Broken(Enforcement.CANARY_OPTIONAL, "eks-67", PATTERN, "P0D", "canaryOptional: true"),
            new Broken(Enforcement.ORDER, "eks-67", PATTERN, "P0D", "order: [canary, system, gpu]"),
            new Broken(Enforcement.ORDER, "slurm-20", PATTERN, "P0D", "order: [nobody]"),
            new Broken(Enforcement.LEAVE_OUT, "eks-67", PATTERN, "P0D", "leaveOut: [nobody]"),
            new Broken(Enforcement.BATCH, "slurm-20", PATTERN, "P0D", "batch: 10%"),
            new Broken(Enforcement.ROLLBACK_BATCH, "eks-67", PATTERN, "P0D", "rollbackBatch: 50%"),
            new Broken(Enforcement.ROLLBACK_BATCH, "slurm-20", PATTERN, "P0D", "batch: 10%, rollbackBatch: 50%"),
            new Broken(Enforcement.WAIT, "eks-67", PATTERN, "P0D", "wait: PT10M"),
            new Broken(Enforcement.WAIT, "slurm-20", PATTERN, "P0D", "batch: 10%, wait: PT10M"),
            new Broken(Enforcement.ALARMS, "eks-67", PATTERN, "P0D", "wait: PT10M, alarms: [xid]"),
            new Broken(Enforcement.ALARMS, "eks-67", PATTERN, "P0D", "batch: 10%, alarms: [xid]"),
            new Broken(Enforcement.ALARMS, "slurm-20", PATTERN, "P0D", "batch: 10%, wait: PT10M, alarms: [xid]"));

    private record Broken(String field, String cluster, String track, String minimumAge, String rollout) {
        List<Problem> problems() {
            return ClusterCheckTest.problems(ClusterCheckTest.cluster(cluster), track, minimumAge, rollout);
        }
    }

    private static Cluster cluster(String name) {
        try (InputStream in = ClusterCheckTest.class.getResourceAsStream("/clusters/" + name + ".json")) {
            return ShownCluster.of(new Documents(8 * 1024 * 1024).readJson(name + ".json", in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Problem> problems(Cluster cluster, String track, String minimumAge, String rollout) {
        String yaml = """
                name: fleet
                mode: act
                clusters: { names: [%s] }
                image: { track: %s, owners: [self, amazon], minimumAge: %s }
                rollout: { %s }
                """.formatted(cluster.name(), track, minimumAge, rollout);
        try {
            FleetPolicy policy = new PolicyReader().read("policy.yaml", yaml.getBytes(UTF_8));
            return new ClusterCheck("policy.yaml", policy, List.of(cluster)).problems();
        } catch (BadDocument bad) {
            return bad.problems();
        }
    }

    static Stream<Arguments> rows() {
        return IntStream.range(0, Enforcement.ROWS.size())
                .mapToObj(i -> Arguments.of(Enforcement.ROWS.get(i), BROKEN.get(i)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void refusesAFieldWithoutWhatItNeeds(Enforcement.Row row, Broken broken) {
        assertThat(broken.field()).isEqualTo(row.field());
        assertThat(broken.problems())
                .as("%s needs %s", row.field(), row.need().inWords())
                .anySatisfy(problem ->
                        assertThat(problem.pointer() + " " + problem.message()).contains(row.field()))
                .allSatisfy(problem -> assertThat(problem.remedy()).isNotBlank());
    }

    @Test
    void breaksEachRowOfTheTableOnce() {
        assertThat(BROKEN).hasSameSizeAs(Enforcement.ROWS);
    }

    @ParameterizedTest(name = "{0} on {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ hyperpod: latest }  | P3D | eks-67      | ",
                "{ hyperpod: latest }  | P3D | eks-versions-7 | of system neither",
                "{ hyperpod: latest }  | P0D | eks-default-4  | ",
                "{ ami: { name: \"golden-*\" } } | P3D | eks-default-4  | ",
                "{ hyperpod: latest }  | P3D | eks-default-4  | neither a release version nor an image is shown",
                "{ hyperpod: latest }  | P3D | slurm-hidden-4 | neither a release version nor an image is shown"
            })
    void refusesAMinimumAgeWhereNothingShownLeadsToAnImageOfKnownAge(
            String track, String minimumAge, String cluster, String message) {
        List<String> messages = problems(cluster(cluster), track, minimumAge, "").stream()
                .filter(problem -> problem.pointer().equals(Enforcement.MINIMUM_AGE))
                .map(Problem::message)
                .toList();

        if (message == null) {
            assertThat(messages).isEmpty();
        } else {
            assertThat(messages).singleElement().asString().contains(message);
        }
    }
}
