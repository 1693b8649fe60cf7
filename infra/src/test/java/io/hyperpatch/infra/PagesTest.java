package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.infra.Synthesized.Resource;
import io.hyperpatch.policy.Enforcement;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What README and docs/deploy.md say of the deployment is what is deployed; {@code -Dregenerate=true} writes it anew. */
class PagesTest {
    private static final Synthesized DEPLOYMENT = Synthesized.of(Policies.EXAMPLE);

    @Test
    void everyFieldOfAPolicyIsExplained() throws IOException {
        SchemaTable table = new SchemaTable(Synthesized.ROOT.resolve("events/policies/policy.schema.json"));

        assertThat(table.undescribed()).isEmpty();
        Page.README.mustShow("policy", table.text() + "\n\n" + enforcement());
    }

    private static String enforcement() {
        return "A field that could have no effect is refused: by `validate` where the file shows it, by `validate --cluster"
                + " cluster.json` and before every run where the cluster does.\n\n| field | bites only with | because |\n"
                + "|---|---|---|\n"
                + Enforcement.ROWS.stream()
                        .map(row -> "| `" + Enforcement.dotted(row.field()) + "` | "
                                + row.need().inWords() + " | " + row.reason() + " |")
                        .collect(Collectors.joining("\n"));
    }

    @Test
    void everyContextValueIsExplained() throws IOException {
        SchemaTable table = new SchemaTable(Synthesized.ROOT.resolve("infra/src/main/resources/settings.schema.json"));

        assertThat(table.undescribed()).isEmpty();
        Page.DEPLOY.mustShow("settings", table.text());
    }

    @Test
    void everyAlarmIsExplained() throws IOException {
        String rows = DEPLOYMENT
                .resources("AWS::CloudWatch::Alarm")
                .map(PagesTest::row)
                .collect(Collectors.joining("\n"));

        Page.DEPLOY.mustShow("alarms", "| alarm | what it means, and what to do |\n|---|---|\n" + rows);
    }

    private static String row(Resource alarm) {
        String name = alarm.id().replaceFirst("^Alarms", "").replaceFirst("[0-9A-F]{8}$", "");
        return "| `" + name + "` | "
                + alarm.properties().get("AlarmDescription").textValue().replaceFirst("^Hyperpatch: ", "") + " |";
    }

    @Test
    void everyOutputIsExplained() throws IOException {
        String rows = DEPLOYMENT.template().get("Outputs").properties().stream()
                .map(output -> "| `" + output.getKey() + "` | "
                        + output.getValue().get("Description").textValue() + " |")
                .collect(Collectors.joining("\n"));

        Page.DEPLOY.mustShow("outputs", "| output | what it is |\n|---|---|\n" + rows);
    }

    @Test
    void theCostsFollowFromWhatIsDeployedAndFromWhatRunsCount() throws IOException {
        Page.DEPLOY.mustShow("month", Costs.ofAMonth(DEPLOYMENT));
        Page.DEPLOY.mustShow("run", Costs.ofRuns());
    }
}
