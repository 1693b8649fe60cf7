package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app as the CDK command line runs it: a process of its own, its context in a variable. */
class HyperpatchAppTest {
    @TempDir
    Path root;

    @BeforeEach
    void aCloneThatIsBuilt() throws IOException {
        Files.createDirectories(root.resolve("functions/target"));
        Files.writeString(root.resolve("functions/target/hyperpatch-functions.zip"), "");
        Files.createDirectories(root.resolve("statemachines"));
        for (WorkflowFile workflow : WorkflowFile.all(Synthesized.ROOT.resolve("statemachines"))) {
            Files.copy(
                    workflow.file(),
                    root.resolve("statemachines").resolve(workflow.file().getFileName()));
        }
        Files.copy(Synthesized.ROOT.resolve("events/policies/example.yaml"), root.resolve("policy.yaml"));
    }

    private record Ended(int status, String out, String err) {}

    private Ended run(String context, String folder) throws IOException, InterruptedException {
        Path out = root.resolve(folder + ".out");
        Path err = root.resolve(folder + ".err");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        HyperpatchApp.class.getName())
                .directory(root.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "CDK_CONTEXT_JSON",
                        context,
                        "CDK_OUTDIR",
                        root.resolve(folder).toString()));
        builder.environment().remove("CDK_DEFAULT_REGION");
        Process process = builder.start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** The process has another working directory. */
    private static String absolute(String classPath) {
        String separator = System.getProperty("path.separator");
        return java.util.stream.Stream.of(classPath.split(separator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(java.util.stream.Collectors.joining(separator));
    }

    @Test
    void writesTheSameTemplateEachTimeAndSaysNothing() throws Exception {
        Ended first = run("{\"email\":\"ops@example.com\"}", "first");
        Ended second = run("{\"email\":\"ops@example.com\"}", "second");

        assertThat(first.status()).as(first.err()).isZero();
        assertThat(second.status()).as(second.err()).isZero();
        assertThat(first.out()).isEmpty();
        assertThat(root.resolve("second/Hyperpatch.template.json"))
                .hasSameTextualContentAs(root.resolve("first/Hyperpatch.template.json"));
    }

    @Test
    void saysWhatIsWrongInOneLineEachAndWritesNothing() throws Exception {
        Files.writeString(root.resolve("policy.yaml"), "name: gpu fleet\nmode: act\n");

        Ended ended = run("{\"email\":\"nobody\"}", "refused");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err().lines().filter(line -> line.startsWith("hyperpatch: ")))
                .hasSize(4)
                .anySatisfy(line ->
                        assertThat(line).startsWith("hyperpatch: context /email \"nobody\": is no e-mail address; "))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("hyperpatch: policy.yaml:1:1 /name \"gpu fleet\": is no policy name; "))
                .anySatisfy(line -> assertThat(line).contains("/clusters: is missing; add it"));
        assertThat(ended.err()).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(root.resolve("refused/Hyperpatch.template.json")).doesNotExist();
    }
}
