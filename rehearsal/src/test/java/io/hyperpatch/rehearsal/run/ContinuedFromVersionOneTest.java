package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.clock.Driving;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Write;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A run whose update is under way, as version 1 left it: its items, and its executions by version 1's
 * definitions. The code of today watches, verifies and reports it, or resolves it where its execution is
 * lost.
 */
class ContinuedFromVersionOneTest {
    private static final JsonNode LEFT = left();

    private static JsonNode left() {
        try (InputStream file =
                ContinuedFromVersionOneTest.class.getResourceAsStream("/version-1/success-under-way.json")) {
            return Json.mapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isWatchedVerifiedAndReported() {
        goOn(account -> {}, (account, product) -> {
            assertThat(run(product).path("outcome").asText()).isEqualTo("Verified");
            assertThat(account.sns.messages()).singleElement().satisfies(mail -> assertThat(mail.body())
                    .startsWith("Verified: train-a is patched"));
        });
    }

    @Test
    void isResolvedWhereItsExecutionIsLost() {
        goOn(
                account -> account.engine.executions().stream()
                        .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
                        .forEach(execution ->
                                account.engine.stopExecution(execution.arn(), "Stopped", "by the deployment")),
                (account, product) -> {
                    assertThat(run(product).path("outcome").asText()).isEqualTo("Unknown");
                    assertThat(run(product).path("resolved").asText()).isEqualTo("Verified");
                });
    }

    private interface Then {
        void check(Account account, Product product);
    }

    private static void goOn(Consumer<Account> strike, Then then) {
        Setting setting =
                new Preparation(Given.of(BundledScenarios.find("success").orElseThrow())).setting();
        Driving.inVirtualThread("continued", () -> {
            try (Account account = Furnishing.empty(setting, 1)) {
                Furnishing.surroundings(setting, account);
                Product product = new Product(account);
                product.install(setting.policy(), setting.names().partition());
                product.workflowsOf(1);
                Furnishing.cluster(setting, account);
                setting.triggers().forEach(trigger -> account.bus.put(trigger.event()));
                account.clock.runUntil(Instant.parse(LEFT.path("at").asText()));

                replaceItems(product);
                product.deployWorkflows();
                strike.accept(account);
                account.clock.runUntil(setting.start().plus(Duration.ofMinutes(2 * 24 * 60 + 30)));

                assertThat(account.engine.executions())
                        .allSatisfy(execution -> assertThat(execution.status()).isNotEqualTo(ExecutionStatus.RUNNING));
                assertThat(account.hyperPod.truth().calls()).as("start calls").hasSize(1);
                assertThat(item(product, "leases", "arn").path("state").asText())
                        .isEqualTo("FREE");
                assertThat(item(product, "run/", "intent/").path("state").asText())
                        .isEqualTo("RESOLVED");
                assertThat(product.memory.list("unreported", "run/")).isEmpty();
                then.check(account, product);
                return null;
            }
        });
    }

    private static void replaceItems(Product product) {
        assertThat(product.memory.items())
                .as("the run of today has the name of version 1's, by which wires and executions are found")
                .extracting(item -> item.key().partition())
                .contains("run/train-a-10f47a2f0d8e-1");
        product.memory.items().forEach(item -> product.memory.write(new Write.Delete(item.key(), Condition.always())));
        LEFT.path("items")
                .forEach(item -> product.memory.write(new Write.Put(
                        new Key(
                                item.path("partition").asText(),
                                item.path("sort").asText()),
                        (ObjectNode) item.path("attributes"),
                        Condition.absent())));
    }

    private static JsonNode run(Product product) {
        return item(product, "cluster/", "run/");
    }

    private static JsonNode item(Product product, String partition, String sort) {
        return product.memory.items().stream()
                .filter(item -> item.key().partition().startsWith(partition)
                        && item.key().sort().startsWith(sort))
                .findFirst()
                .orElseThrow()
                .attributes();
    }
}
