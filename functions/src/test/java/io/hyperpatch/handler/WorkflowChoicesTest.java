package io.hyperpatch.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.admission.RunRequests;
import io.hyperpatch.image.ImageVerdict;
import io.hyperpatch.json.Json;
import io.hyperpatch.json.PascalCase;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words with which the workflows compare verdicts, held against the words that functions answer with. */
class WorkflowChoicesTest {
    private static final Path FOLDER = Path.of("../statemachines");
    private static final Pattern COMPARED =
            Pattern.compile("\\$([A-Za-z.]+)\\.verdict (?:=|!=|in) (?:'([A-Za-z]+)'|\\[([^]]*)])");
    private static final Pattern FUNCTION = Pattern.compile("\\$\\{([A-Za-z]+)}");

    /** The words of watch-update itself, which its parent hears as those of the look. */
    private static final Set<String> OF_THE_WORKFLOW = Set.of("GoOn");

    /**
     * A comparison in a Choice.
     *
     * @param variable the variable that holds an answer; {@code states.input}: the answer of the state before
     */
    record Compared(String workflow, String state, String variable, String word) {}

    static List<Compared> comparisons() throws IOException {
        List<Compared> all = new ArrayList<>();
        for (Path file : workflows()) {
            states(read(file)).forEach((name, state) -> state.path("Choices").forEach(choice -> {
                Matcher compared = COMPARED.matcher(choice.get("Condition").textValue());
                while (compared.find()) {
                    words(compared)
                            .forEach(word -> all.add(
                                    new Compared(file.getFileName().toString(), name, compared.group(1), word)));
                }
            }));
        }
        return all;
    }

    private static Stream<String> words(Matcher compared) {
        return compared.group(2) != null
                ? Stream.of(compared.group(2))
                : Arrays.stream(compared.group(3).split(","))
                        .map(word -> word.strip().replace("'", ""));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void comparesOnlyWithWordsThatTheFunctionHas(Compared compared) throws IOException {
        Set<String> words = new HashSet<>(OF_THE_WORKFLOW);
        answering(compared).forEach(function -> words.addAll(verdicts(function)));

        assertThat(words).as(compared.toString()).contains(compared.word());
    }

    @Test
    void findsEveryComparisonOfAVerdict() throws IOException {
        long mentioned = 0;
        for (Path file : workflows()) {
            mentioned += states(read(file)).values().stream()
                    .flatMap(state -> state.path("Choices").valueStream())
                    .mapToLong(choice -> choice.get("Condition").textValue().split("\\.verdict", -1).length - 1)
                    .sum();
        }
        assertThat(comparisons().stream()
                        .map(each -> each.workflow() + each.state() + each.variable())
                        .distinct())
                .hasSizeGreaterThan(8);
        assertThat((long) comparisons().size()).isGreaterThanOrEqualTo(mentioned);
    }

    /** The decision of admission about one cluster. */
    @Test
    void comparesDecisionsOnlyWithThoseOfAdmission() throws IOException {
        Pattern decision = Pattern.compile("\\$states\\.input\\.decision = '([A-Za-z]+)'");
        Set<String> courses = Arrays.stream(RunRequests.Course.values())
                .map(course -> new PascalCase().convertEnumToExternalName(course.name()))
                .collect(Collectors.toSet());
        List<String> compared = new ArrayList<>();
        for (JsonNode state :
                states(read(FOLDER.resolve("patch-fleet.asl.json"))).values()) {
            state.path("Choices").forEach(choice -> {
                Matcher found = decision.matcher(choice.get("Condition").textValue());
                while (found.find()) {
                    compared.add(found.group(1));
                    assertThat(courses).contains(found.group(1));
                }
            });
        }
        assertThat(compared).contains("Start", "Duplicate", "Defer");
    }

    /** The functions whose answers the variable can hold. */
    private static Set<ProductFunction> answering(Compared compared) throws IOException {
        Map<String, JsonNode> states = states(read(FOLDER.resolve(compared.workflow())));
        Set<ProductFunction> functions = new HashSet<>();
        states.values().forEach(state -> {
            JsonNode value = state.path("Assign").path(compared.variable());
            boolean assigned = value.asText().equals("{% $states.result.Payload %}")
                    || value.path("verdict").asText().equals("{% $states.result.Payload.verdict %}");
            boolean before = compared.variable().equals("states.input")
                    && state.path("Next").asText().equals(compared.state());
            if (assigned || before) {
                function(state).ifPresent(functions::add);
            }
        });
        if (compared.variable().equals("watch")) {
            functions.add(ProductFunction.LOOK_AT_UPDATE);
        }
        return functions;
    }

    private static Optional<ProductFunction> function(JsonNode state) {
        Matcher name = FUNCTION.matcher(state.at("/Arguments/FunctionName").asText());
        return name.matches()
                ? Arrays.stream(ProductFunction.values())
                        .filter(function -> function.title().equals(name.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /** The words of a function's answer: those of its enum, or the names of the records of a sealed type. */
    private static Set<String> verdicts(ProductFunction function) {
        Type answer = ((ParameterizedType) function.handler().getGenericSuperclass()).getActualTypeArguments()[1];
        Class<?> type = (Class<?>) answer;
        if (type == ImageVerdict.class) {
            return Arrays.stream(type.getPermittedSubclasses())
                    .map(Class::getSimpleName)
                    .collect(Collectors.toSet());
        }
        Class<?> verdict = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals("verdict"))
                .map(RecordComponent::getType)
                .findFirst()
                .orElseThrow(() -> new AssertionError(function + " answers without a verdict"));
        assertThat(verdict.isEnum())
                .as(function + " answers with a word of an enum")
                .isTrue();
        return Arrays.stream(verdict.getEnumConstants())
                .map(word -> new PascalCase().convertEnumToExternalName(((Enum<?>) word).name()))
                .collect(Collectors.toSet());
    }

    private static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return Json.mapper().readTree(Files.readString(file));
    }

    /** All states, those within a Map included. */
    private static Map<String, JsonNode> states(JsonNode machine) {
        Map<String, JsonNode> all = new HashMap<>();
        machine.path("States").properties().forEach(state -> {
            all.put(state.getKey(), state.getValue());
            all.putAll(states(state.getValue().path("ItemProcessor")));
        });
        return all;
    }
}
