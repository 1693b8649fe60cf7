package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.admission.AdmittedPages;
import io.hyperpatch.handler.ProductFunction;
import io.hyperpatch.handler.Sample;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Neighbours;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The invocations that prime functions before SnapStart's snapshot are recorded here, from three rehearsals
 * of a small cluster; {@code mvn test -Dregenerate=true} writes them anew.
 */
class SamplesTest {
    private static final Path FOLDER = Path.of("../functions/src/main/resources");

    /** Nothing moves for half a day in the first rehearsal, which then ends well; in the second, the run is stopped from outside; in the third, the image is too young;
     * in the last, the fleet takes more than a page. */
    private static final String STALLS = """
            happenings:
              - { happens: stall, when: { afterUpdateBegins: PT40M }, length: PT12H }
            """;

    private static final String STOPPED = """
            executions:
              - { kind: stop, at: { machine: patch-cluster, state: WatchUpdate } }
            """;

    private static final String TOO_YOUNG = """
            images:
              - { id: "{image}", age: PT1H }
            """;

    private final Recorder recorder = new Recorder();

    @Test
    void coverEveryFunction() throws IOException {
        record(STALLS);
        record(STOPPED);
        record(TOO_YOUNG);
        record(Neighbours.of(setting(""), AdmittedPages.CLUSTERS_PER_PAGE));

        assertThat(recorder.samples().keySet()).containsExactlyInAnyOrder(ProductFunction.values());
        if (Boolean.getBoolean("regenerate")) {
            for (var recorded : recorder.samples().entrySet()) {
                Path file = Path.of(FOLDER + Sample.resource(recorded.getKey()));
                Files.createDirectories(file.getParent());
                Files.writeString(file, Json.of(recorded.getValue()).toPrettyString() + "\n");
            }
        }
    }

    private void record(String scenario) {
        record(setting(scenario));
    }

    private void record(Setting setting) {
        try (Account account = Furnishing.empty(setting, 1)) {
            Furnishing.surroundings(setting, account);
            Product product = recorder.install(account);
            product.install(setting.policy());
            Furnishing.cluster(setting, account);
            account.bus.put(setting.triggers().getFirst().event());
            Instant end = setting.start().plus(Duration.ofDays(7));
            while (account.clock.now().isBefore(end) && account.clock.runNext()) {
                // each step may invoke a function
            }
        }
    }

    private static Setting setting(String scenario) {
        String yaml = """
                name: sample
                description: what functions are primed with
                clusterChanges:
                  InstanceGroups:
                    gpu: { CurrentCount: 3, TargetCount: 3, TargetStateCount: 3 }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Verified
                """ + scenario;
        return new Preparation(
                        Given.of(new ScenarioReader().read("sample.yaml", yaml.getBytes(StandardCharsets.UTF_8))))
                .setting();
    }
}
