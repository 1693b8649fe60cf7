package io.hyperpatch.bench.startup;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same jobs in Python: each function makes the calls of ours with boto3, on Lambda's interface client for Python. A handler decides
 * nothing and logs nothing; its clients are made when its module is loaded, as is the custom.
 */
final class Boto3 implements Sandbox.Runtime {
    private static final Path RESOURCES = Path.of("src/test/resources/startup").toAbsolutePath();

    private final Path python;
    private final Path task;
    private final Path bundle;
    private final String versions;

    private Boto3(Path python, Path task, Path bundle, String versions) {
        this.python = python;
        this.task = task;
        this.bundle = bundle;
        this.versions = versions;
    }

    /** An {@link IOException} says why there is no boto3. */
    static Boto3 of(Path folder, Certificate certificate, List<Job> jobs) throws IOException, InterruptedException {
        Path environment = folder.resolve("venv");
        Path python = environment.resolve("bin/python");
        if (!Files.exists(python)) {
            Commands.run(List.of("python3", "-m", "venv", environment.toString()));
        }
        String pip = environment.resolve("bin/pip").toString();
        Commands.run(List.of(
                pip,
                "install",
                "--quiet",
                "--requirement",
                RESOURCES.resolve("requirements.txt").toString()));
        Path task = Files.createTempDirectory(folder, "python");
        Files.writeString(task.resolve("jobs.json"), Json.mapper().writeValueAsString(described(jobs)));
        String said = Commands.run(List.of(
                python.toString(), RESOURCES.resolve("write_handlers.py").toString(), task.toString()));
        JsonNode made = Json.mapper().readTree(said);
        // What a process trusts anyway, and the stubs.
        Path bundle = task.resolve("bundle.pem");
        Files.writeString(
                bundle,
                Files.readString(Path.of(made.get("trusted").asText())) + "\n" + Files.readString(certificate.pem()));
        return new Boto3(python, task, bundle, made.get("versions").asText());
    }

    private static List<Map<String, Object>> described(List<Job> jobs) {
        return jobs.stream()
                .map(job -> Map.<String, Object>of("title", job.function().title(), "calls", job.calls()))
                .toList();
    }

    /** Of Python, boto3 and the interface client. */
    String versions() {
        return versions;
    }

    /** Where boto3 speaks another protocol than our SDK, the same answer comes in its words. */
    @Override
    public Job job(Job recorded) {
        try {
            JsonNode answers = Json.mapper()
                    .readTree(task.resolve(recorded.function().title() + ".answers.json")
                            .toFile());
            List<Call> calls = new ArrayList<>();
            for (Call call : recorded.calls()) {
                String answer = answers.get(calls.size()).asText();
                calls.add(new Call(call.service(), call.operation(), call.request(), call.status(), answer));
            }
            return recorded.with(calls);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public List<String> command(Job job) {
        return List.of(python.toString(), "-m", "awslambdaric", job.function().title() + ".handler");
    }

    @Override
    public Map<String, String> variables() {
        return Map.of(
                "AWS_EXECUTION_ENV", "AWS_Lambda_python3",
                "LAMBDA_TASK_ROOT", task.toString(),
                "PYTHONPATH", task.toString(),
                "AWS_CA_BUNDLE", bundle.toString());
    }

    @Override
    public Path folder() {
        return task;
    }
}
