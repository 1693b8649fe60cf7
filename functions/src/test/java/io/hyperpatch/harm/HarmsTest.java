package io.hyperpatch.harm;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.handler.Sample;
import io.hyperpatch.json.Json;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HarmsTest {
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-west-2:111122223333:cluster/aaaaaaaaaaaa");
    private static final Instant AT = Instant.parse("2026-11-21T03:42:13Z");
    private static final Harm.Lifted LIFTED =
            new Harm.Lifted("dana", "the disk was full", AT.plus(Duration.ofHours(1)));

    private final Harms harms = new Harms(new InMemoryStore());

    private static Harm harm(int run, Harm.By by, Instant at) {
        return Harm.of(
                "gpu",
                "ami-0aaaaaaaaaaaaaaa1",
                Optional.of("ami-0aaaaaaaaaaaaaaa1"),
                Harm.Kind.HARMED,
                by,
                new RunName("train-a", "0123456789ab", run),
                at);
    }

    @Test
    void keepsWhatWasSeenFirst() {
        Harm first = harm(1, Harm.By.SERVICE, AT);
        harms.record(ARN, first);
        harms.record(ARN, harm(1, Harm.By.NODES, AT.plusSeconds(60)));
        harms.record(ARN, harm(2, Harm.By.NODES, AT.plusSeconds(90)));

        assertThat(harms.of(ARN)).containsExactly(first);
    }

    @Test
    void isLiftedOnceByAPersonForAReason() {
        Harm harm = harm(1, Harm.By.SERVICE, AT);
        harms.record(ARN, harm);

        harms.lift(ARN, harm, LIFTED);
        harms.lift(ARN, harm, new Harm.Lifted("erik", "me too", AT.plus(Duration.ofHours(2))));

        assertThat(harms.of(ARN)).containsExactly(harm.lifted(LIFTED));
        assertThat(harms.of(ARN).getFirst().isInForce()).isFalse();
    }

    @Test
    void comesIntoForceAgainByAnotherRunOnly() {
        Harm harm = harm(1, Harm.By.SERVICE, AT);
        harms.record(ARN, harm);
        harms.lift(ARN, harm, LIFTED);

        harms.record(ARN, harm(1, Harm.By.NODES, AT.plus(Duration.ofHours(2))));
        assertThat(harms.of(ARN)).containsExactly(harm.lifted(LIFTED));

        Harm again = harm(2, Harm.By.NODES, AT.plus(Duration.ofDays(1)));
        harms.record(ARN, again);
        assertThat(harms.of(ARN)).containsExactly(again);

        harms.lift(ARN, harm, LIFTED);
        assertThat(harms.of(ARN)).as("the lift is of what the person saw").containsExactly(again);
    }

    /** As the product stores it today. */
    @Test
    void isReadAndLiftedAsItWasStored() throws IOException {
        InMemoryStore store = new InMemoryStore();
        Sample.StoredItem golden = Json.to(
                Sample.StoredItem.class,
                Json.mapper()
                        .readTree(Path.of("src/test/resources/version-2/items/cluster-harm.json")
                                .toFile()));
        store.write(new Write.Put(golden.key(), golden.attributes(), Condition.absent()));
        ClusterArn cluster = ClusterArn.of(golden.key().partition().substring("cluster/".length()));
        Harm harm = new Harms(store).of(cluster).getFirst();

        assertThat(golden.key().sort()).isEqualTo("harm/" + harm.group() + "/" + harm.identity());
        assertThat(harm.kind()).isEqualTo(Harm.Kind.HARMED);
        assertThat(harm.isInForce()).isTrue();
        new Harms(store).lift(cluster, harm, LIFTED);
        assertThat(new Harms(store).of(cluster)).containsExactly(harm.lifted(LIFTED));
    }

    @Test
    void isLiftedAlsoWhereItWasNeverStored() {
        Harm derived = harm(1, Harm.By.SERVICE, AT);

        harms.lift(ARN, derived, LIFTED);

        assertThat(harms.of(ARN)).containsExactly(derived.lifted(LIFTED));
    }
}
