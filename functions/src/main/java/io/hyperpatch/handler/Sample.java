package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.aws.LoopbackHttp;
import io.hyperpatch.json.Json;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One invocation of a function as it went in a rehearsal, with all that the function could see.
 *
 * @param now the time by the function's clock
 * @param variables its environment
 * @param items what the store held before
 * @param answers to its API calls, in their order
 */
public record Sample(
        Instant now,
        Map<String, String> variables,
        JsonNode input,
        List<StoredItem> items,
        List<LoopbackHttp.Answer> answers) {

    /** An item of the store. */
    public record StoredItem(Key key, ObjectNode attributes) {
        public StoredItem {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(attributes, "attributes");
        }
    }

    public Sample {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(input, "input");
        variables = Map.copyOf(variables);
        items = List.copyOf(items);
        answers = List.copyOf(answers);
    }

    /** Where the class path holds it. */
    public static String resource(ProductFunction function) {
        return "/priming/" + function.title() + ".json";
    }

    static Sample of(ProductFunction function) {
        try (InputStream recorded = Sample.class.getResourceAsStream(resource(function))) {
            if (recorded == null) {
                throw new IllegalStateException("no invocation of " + function.title() + " is recorded: "
                        + "mvn -pl functions,rehearsal test -Dtest=SamplesTest -Dregenerate=true");
            }
            return Json.to(Sample.class, Json.mapper().readTree(recorded));
        } catch (IOException e) {
            throw new UncheckedIOException(resource(function), e);
        }
    }

    Store store() {
        Store store = new InMemoryStore();
        items.forEach(item -> store.write(new Write.Put(item.key(), item.attributes(), Condition.always())));
        return store;
    }
}
