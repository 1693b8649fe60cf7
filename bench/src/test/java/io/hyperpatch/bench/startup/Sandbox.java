package io.hyperpatch.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One execution environment: a process that is started by nobody else, asks its own Runtime API for work, and calls the stubs. */
final class Sandbox implements AutoCloseable {
    static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:hyperpatch:1";

    private final Job job;
    private final AwsStub aws;
    private final RuntimeApi api;
    private final Path log;
    private final Process process;
    private final long started;

    /** A program to run jobs on. */
    interface Runtime {
        /** What is asked of it, and what it is told. */
        Job job(Job recorded) throws IOException;

        List<String> command(Job job) throws IOException;

        Map<String, String> variables();

        Path folder();
    }

    Sandbox(Runtime runtime, Job recorded, boolean snapStart, AwsStub aws, Path log) throws IOException {
        this.job = runtime.job(recorded).at(Instant.now());
        this.aws = aws;
        this.log = log;
        this.api = new RuntimeApi(job.event());
        aws.expect(job.calls());
        ProcessBuilder builder = new ProcessBuilder(runtime.command(job))
                .directory(runtime.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("AWS_") || name.startsWith("JAVA_") || name.startsWith("PYTHON"));
        builder.environment().putAll(job.variables());
        builder.environment().putAll(aws.variables());
        builder.environment().putAll(ofLambda(snapStart));
        builder.environment().putAll(runtime.variables());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        started = System.nanoTime();
        process = builder.start();
        process.onExit().thenRun(api::ended);
    }

    private Map<String, String> ofLambda(boolean snapStart) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", snapStart ? "snap-start" : "on-demand");
        variables.put("AWS_LAMBDA_FUNCTION_NAME", "hyperpatch");
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(JavaRuntime.MEMORY));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/hyperpatch");
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "1");
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_DEFAULT_REGION", "us-east-1");
        if (snapStart) {
            variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", api.credentials());
            variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "local");
        } else {
            variables.put("AWS_ACCESS_KEY_ID", "local");
            variables.put("AWS_SECRET_ACCESS_KEY", "local");
            variables.put("AWS_SESSION_TOKEN", "local");
        }
        return variables;
    }

    /** From the start of the process to its first response. */
    Duration coldStart() throws IOException, InterruptedException {
        return Duration.ofNanos(response() - started);
    }

    /** Returns when the snapshot would be taken. */
    void initialize() throws IOException, InterruptedException {
        try {
            api.awaitInitialized();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** From the end of the restore to the first response. */
    Duration firstCall() throws IOException, InterruptedException {
        long restored = System.nanoTime();
        api.restore();
        return Duration.ofNanos(response() - restored);
    }

    private long response() throws IOException, InterruptedException {
        try {
            long at = api.awaitResponse();
            aws.requireAsked();
            return at;
        } catch (IOException | IllegalStateException e) {
            throw failed(e);
        }
    }

    private IOException failed(Exception e) throws IOException {
        return new IOException(job.function().title() + " was not measured; its log:\n" + Files.readString(log), e);
    }

    /** From now on the process gets no more of the processors. */
    void limit(ProcessorShare share) throws IOException {
        share.take(process.pid());
    }

    Usage usage() throws IOException {
        return Usage.of(process.pid());
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        api.close();
    }
}
