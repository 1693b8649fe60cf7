package io.hyperpatch.rehearsal.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.document.Document;
import io.hyperpatch.document.Documents;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Furnishing;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A mutated DescribeCluster document is refused by name, or simulated as it stands, and an SDK can read its twin. */
class MalformedClustersTest {

    private static final Documents DOCUMENTS = new Documents(8 * 1024 * 1024);

    @Provide
    Arbitrary<Mutant> clusters() {
        return Mutants.of(Sample.clusters());
    }

    @Property(tries = 2000, seed = "1")
    void areRefusedByNameOrSimulatedAsTheyStand(@ForAll("clusters") Mutant mutant) throws Exception {
        Optional<Document> document = Refusal.orElse(mutant, () -> DOCUMENTS.read(mutant.fileName(), mutant.bytes()));
        if (document.isEmpty()) {
            return;
        }
        Optional<Setting> setting = Refusal.orElse(mutant, () -> new Preparation(
                        new Given(document, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .setting());
        if (setting.isPresent()) {
            assertThat(setting.get().cluster()).isEqualTo(document.get().tree());
            try (Account account = Furnishing.account(setting.get(), 1)) {
                assertThat(account.hyperPod.truth().clusters()).singleElement().satisfies(cluster -> assertThat(
                                cluster.name())
                        .isEqualTo(document.get().at("/ClusterName").asText()));
            }
        }
    }
}
