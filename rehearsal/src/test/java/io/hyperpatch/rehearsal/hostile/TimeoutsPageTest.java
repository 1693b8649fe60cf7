package io.hyperpatch.rehearsal.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.page.GeneratedPage;
import io.hyperpatch.rehearsal.run.Machines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page of time-outs says is declared; {@code mvn test -Dregenerate=true} writes it anew. */
class TimeoutsPageTest {
    private static final List<Path> TESTS =
            List.of(Path.of("..", "functions", "src", "test", "java"), Path.of("src", "test", "java"));
    private static final Pattern IN_TEST = Pattern.compile("`([A-Za-z]+Test)\\.([A-Za-z]+)`");

    /** What follows when a whole workflow is out of time. */
    private static final Map<String, String> AFTER = Map.of(
            Machines.PATCH_FLEET, "the janitor tells people; runs that are at work go with it, and are reported",
            Machines.PATCH_CLUSTER, "the janitor reports the run, and frees or parks its lease",
            Machines.WATCH_UPDATE, "patch-cluster begins another watch, three in a row at most",
            Machines.RECONCILE, "the janitor parks what it held, and the next one, an hour later, goes on");

    private static final Map<String, String> FIRED_IN = Map.of(
            "lambda:invoke", "aTaskThatIsNotAnsweredGoesOn",
            "lambda:invoke.waitForTaskToken", "aTaskThatNobodySignalsGoesOn",
            "states:startExecution.sync:2", "aTaskWhoseWorkflowSaysNoWordGoesOn");

    @Test
    void showsEveryTimeOutThatIsDeclared() throws IOException {
        GeneratedPage.docs("timeouts.md").mustBe(page());
    }

    @Test
    void namesTestsThatThereAre() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path root : TESTS) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(each -> each.toString().endsWith("Test.java"))
                        .toList()) {
                    sources.add(Files.readString(file));
                }
            }
        }
        assertThat(IN_TEST.matcher(page())
                        .results()
                        .filter(named -> sources.stream()
                                .noneMatch(source -> source.contains("class " + named.group(1) + " {")
                                        && source.contains("void " + named.group(2) + "(")))
                        .map(named -> named.group())
                        .toList())
                .as("tests that the page names, and that there are not")
                .isEmpty();
    }

    /** A new constant has to be called a time-out, with the test in which it fires, or something else. */
    @Test
    void knowsOfEveryDurationInTheCodeWhetherItIsATimeOut() {
        Set<String> known = new TreeSet<>(CodeDurations.OTHERS);
        known.addAll(
                CodeDurations.LIMITS.stream().map(CodeDurations.Limit::where).toList());

        assertThat(CodeDurations.declared()).isEqualTo(known);
    }

    private static String page() {
        return """
                # Time-outs

                Nothing waits for ever. Each time-out stands here with what it leads to, and with the test in which it fires. A new one that
                fires in no test fails the build. Generated from the workflow files and the code: `mvn test -Dregenerate=true` writes it anew.

                ## Workflows

                %s

                A Task that calls a function waits longer than the function may run: its own time-out is for an answer that is lost. A Task that
                waits for another workflow waits longer than that may take, for a word that is lost. AwaitSignal's time-out is no failure: it is
                the next look, which is due whether an event comes or not.

                ## Functions

                %s

                ## In the code

                %s

                The deployment sets four more. A call that began something must show it START_TIMEOUT + API_TIMEOUT + SETTLING_TIME after it was
                made (`WatchTest.waitsUntilACallThatBeganSomethingWouldHaveToShow`), and an accepted call that shows nothing for SILENCE has changed
                nothing (`WatchTest.neverConcludesThatNothingBeganFromAnAcceptedCall`). An update that does not move for four times as long as a batch
                should take is told to people, once, and followed on (`AftermathTest.tellsThatNothingMovesUntilPeopleWereTold`).
                """.formatted(workflows(), functions(), code());
    }

    private static String workflows() {
        List<String> rows = new ArrayList<>();
        rows.add("| where | waits for | at most | then | fires in |");
        rows.add("|---|---|---|---|---|");
        for (DeclaredTimeout machine : DeclaredTimeout.ofMachines()) {
            rows.add(row(
                    "**" + machine.machine() + "**",
                    "its own end",
                    inWords(machine.seconds().orElseThrow()),
                    AFTER.get(machine.machine()),
                    "TimeoutsTest.aWorkflowThatComesToNoEndIsEnded"));
            DeclaredTimeout.ofTasks().stream()
                    .filter(task -> task.machine().equals(machine.machine()))
                    .map(task -> row(
                            task.state(),
                            waitsFor(task),
                            task.seconds().map(TimeoutsPageTest::inWords).orElseGet(() -> expression(task)),
                            then(task.definition()),
                            "TimeoutsTest." + FIRED_IN.get(task.integration())))
                    .forEach(rows::add);
        }
        return String.join("\n", rows);
    }

    private static String expression(DeclaredTimeout task) {
        String text = task.definition().path("TimeoutSeconds").asText();
        return "`" + text.replace("{%", "").replace("%}", "").trim() + "` seconds";
    }

    private static String waitsFor(DeclaredTimeout task) {
        return switch (task.integration()) {
            case "lambda:invoke" -> "the answer of " + task.function();
            case "lambda:invoke.waitForTaskToken" -> "an event about the cluster";
            default ->
                "the end of "
                        + task.definition()
                                .at("/Arguments/StateMachineArn")
                                .asText()
                                .replaceAll("\\$\\{|Machine}", "");
        };
    }

    private static String then(JsonNode task) {
        String caught = "";
        for (JsonNode catcher : task.path("Catch")) {
            if (caught.isEmpty() && matchesTimeout(catcher)) {
                caught = catcher.path("Next").asText();
            }
        }
        for (JsonNode retrier : task.path("Retry")) {
            if (matchesTimeout(retrier)) {
                return "tried again, " + retrier.path("MaxAttempts").asInt() + " times at most; then " + caught;
            }
        }
        return caught;
    }

    private static boolean matchesTimeout(JsonNode handler) {
        return handler.path("ErrorEquals")
                .valueStream()
                .map(JsonNode::asText)
                .anyMatch(name -> name.equals("States.ALL") || name.equals("States.Timeout"));
    }

    private static String functions() {
        return "| function | may run for | fires in |\n|---|---|---|\n"
                + CoverageRehearsals.played().functions().entrySet().stream()
                        .map(function -> "| " + function.getKey() + " | " + inWords(function.getValue())
                                + " | `TimeoutsTest.aFunctionThatHangsIsEnded` |")
                        .collect(Collectors.joining("\n"));
    }

    private static String code() {
        return "| where | waits for | at most | then | fires in |\n|---|---|---|---|---|\n"
                + CodeDurations.LIMITS.stream()
                        .map(limit -> row(
                                "`" + limit.where().replaceFirst("^.*\\.(?=[A-Z])(?=.*\\.)", "") + "`",
                                limit.what(),
                                inWords(limit.length()),
                                limit.then(),
                                limit.test()))
                        .collect(Collectors.joining("\n"));
    }

    private static String row(String where, String what, String length, String then, String test) {
        return "| " + where + " | " + what + " | " + length + " | " + then + " | `" + test + "` |";
    }

    private static String inWords(Duration duration) {
        long days = duration.toDays();
        return Stream.of(
                        part(days, " d"),
                        part(duration.toHoursPart(), " h"),
                        part(duration.toMinutesPart(), " min"),
                        part(duration.toSecondsPart(), " s"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String part(long value, String unit) {
        return value == 0 ? "" : value + unit;
    }
}
