package io.hyperpatch.rehearsal.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Documents;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.lambda.InvocationResult;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Furnishing;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rehearsal.run.Product;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * A mutated event starts no more than the event that it was made of, and nothing changes before that is known: the real
 * function and the real workflow, on a simulated account.
 */
class HarmlessEventsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String READS = "[a-z0-9]+:(Describe|List|Get|Search)[A-Za-z]+";

    private static Account account;
    private static final Map<Sample, JsonNode> ORIGINALS = new HashMap<>();

    @BeforeContainer
    static void deploy() {
        Setting setting = new Preparation(Given.NOTHING).setting();
        account = Furnishing.account(setting, 1);
        new Product(account).install(setting.policy());
        Sample.events().forEach(sample -> ORIGINALS.put(sample, admitted(sample.tree())));
    }

    @AfterContainer
    static void close() {
        account.close();
    }

    @Provide
    Arbitrary<Mutant> events() {
        return Mutants.of(Sample.events());
    }

    @Property(tries = 1000, seed = "1")
    void startNoMoreThanWhatTheyWereMadeOf(@ForAll("events") Mutant mutant) {
        JsonNode event = read(mutant);
        int before = account.calls.all().size();

        JsonNode answer = admitted(event);

        assertThat(since(before)).as("only reads").allMatch(call -> call.action()
                .matches(READS));
        JsonNode original = ORIGINALS.get(mutant.sample());
        if (answer.path("verdict").asText().equals("Admitted")) {
            assertThat(work(answer)).isEqualTo(work(original));
        } else {
            assertThat(answer.path("verdict").asText()).isIn("Quiet", "Refused");
            assertThat(answer.path("reason").asText()).isNotBlank().hasSizeLessThan(10_000);
        }
    }

    @Property(tries = 150, seed = "1")
    void changeNothingUnlessTheyAreAdmitted(@ForAll("events") Mutant mutant) {
        JsonNode event = read(mutant);
        if (admitted(event).path("verdict").asText().equals("Admitted")) {
            return;
        }
        int before = account.calls.all().size();
        String name = "mutant-" + account.engine.started();

        String arn = account.engine.startExecution(Machines.PATCH_FLEET, name, event);
        account.clock.runWhile(() -> account.engine.status(arn) == ExecutionStatus.RUNNING);

        assertThat(account.engine
                        .describe(arn)
                        .output()
                        .orElseThrow()
                        .path("outcome")
                        .asText())
                .isIn("Quiet", "Refused");
        assertThat(since(before))
                .extracting(ApiCall::action)
                .allMatch(action -> action.matches(READS)
                        || List.of("sns:Publish", "events:PutEvents").contains(action));
    }

    /** What EventBridge would deliver; it never delivers what is no JSON, nor what is no object. */
    private static JsonNode read(Mutant mutant) {
        try {
            return new Documents(EventParser.MAX_BYTES)
                    .readJson(mutant.fileName(), mutant.bytes())
                    .tree();
        } catch (BadDocument unreadable) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static JsonNode admitted(JsonNode event) {
        ObjectNode input = MAPPER.createObjectNode().put("parent", "arn:aws:states:::execution:test");
        input.set("event", event);
        AtomicReference<InvocationResult> result = new AtomicReference<>();
        account.lambda.invoke("AdmitTrigger", input, result::set);
        account.clock.runWhile(() -> result.get() == null);
        assertThat(result.get()).isInstanceOf(InvocationResult.Answered.class);
        return ((InvocationResult.Answered) result.get()).payload();
    }

    private static List<ApiCall> since(int before) {
        List<ApiCall> all = account.calls.all();
        return all.subList(before, all.size());
    }

    /** What would be started: runs by name, with their pins. */
    private static JsonNode work(JsonNode answer) {
        return MAPPER.valueToTree(answer.path("clusters").findValues("work"));
    }
}
