package io.hyperpatch.rehearsal.pictures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.PolicyReader;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Furnishing;
import io.hyperpatch.rehearsal.run.Product;
import io.hyperpatch.rehearsal.setting.ExampleEvents;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds out what starts what: lets each example of an event come in, and then nothing at all for a day. */
final class Starts {
    private static final Path EXAMPLES = Path.of("../events/in");
    private static final String EXAMPLE = ".example.json";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofDays(1);

    private Starts() {}

    /** The names of events, sorted, by the workflow or the function that each of them starts. */
    static Map<String, List<String>> observed() throws IOException {
        Map<String, List<String>> starts = new TreeMap<>();
        for (String name : examples()) {
            JsonNode event = ExampleEvents.find(name).orElseThrow();
            started(event).ifPresent(target -> starts.computeIfAbsent(target, each -> new ArrayList<>())
                    .add(event.path("detail-type").asText()));
        }
        scheduled().forEach((machine, first) -> starts.computeIfAbsent(machine, each -> new ArrayList<>())
                .add("a schedule: every " + first.toHours() + " h"));
        starts.values().forEach(names -> names.sort(null));
        return starts;
    }

    private static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(EXAMPLE))
                    .map(name -> name.substring(0, name.length() - EXAMPLE.length()))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<String> started(JsonNode event) throws IOException {
        try (Account account = deployed()) {
            List<String> machines = new ArrayList<>();
            account.engine.listen(new EngineListener() {
                @Override
                public void executionStarted(ExecutionView execution) {
                    machines.add(execution.machine());
                }
            });
            account.bus.put(here(event, account));
            account.clock.runUntil(account.clock.now().plus(SOON));
            return Stream.concat(
                            machines.stream(),
                            account.lambda.invocations().stream().map(invocation -> invocation.function()))
                    .findFirst();
        }
    }

    /** Each example comes from an account of its own; only this one's events count. */
    private static JsonNode here(JsonNode event, Account account) throws JsonProcessingException {
        return new ObjectMapper()
                .readTree(event.toString()
                        .replace(event.path("account").asText(), account.id)
                        .replace(event.path("region").asText(), account.region));
    }

    /** When each workflow that nothing asks for begins for the first time. */
    private static Map<String, Duration> scheduled() {
        try (Account account = deployed()) {
            Map<String, Duration> first = new LinkedHashMap<>();
            var start = account.clock.now();
            account.engine.listen(new EngineListener() {
                @Override
                public void executionStarted(ExecutionView execution) {
                    first.putIfAbsent(execution.machine(), Duration.between(start, account.clock.now()));
                }
            });
            account.clock.runUntil(start.plus(LONG));
            return first;
        }
    }

    private static Account deployed() {
        Setting setting = new Preparation(Given.NOTHING).setting();
        Account account = Furnishing.account(setting, 1);
        new Product(account).install(toWhichAllExamplesMatter(account));
        return account;
    }

    /** Only the events that matter to a policy pass its rules. */
    private static FleetPolicy toWhichAllExamplesMatter(Account account) {
        return new PolicyReader()
                .read("policy.yaml", """
                name: all
                mode: act
                clusters: { tags: { patching: gpu-fleet } }
                image:
                  owners: [self]
                  track:
                    x86_64: { imageBuilder: "arn:aws:imagebuilder:%s:%s:image/hyperpod-eks/x.x.x" }
                    arm64: { ssm: /golden/hyperpod-eks/ami-id }
                rollout: { batch: 10%%, wait: PT10M, alarms: ["gpu-xid-{cluster}"] }
                """.formatted(account.region, account.id).getBytes(StandardCharsets.UTF_8));
    }
}
