package io.hyperpatch.bench.startup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Lambda's runtime for Java: its own interface client, started with the options that Lambda gives it; the functions as they are
 * deployed. Under SnapStart the JVM keeps both compilers, else it has the first only.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">the options of Lambda's JVM</a>
 */
final class JavaRuntime implements Sandbox.Runtime {
    /** In MB, as deployed. */
    static final int MEMORY = 1024;

    /** What Lambda leaves to the heap, in percent. */
    private static final int HEAP = 85;

    /** What a JVM on a machine of that memory begins with. */
    private static final int FIRST_HEAP = MEMORY / 64;

    private static final String CRAC = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";
    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private final Path task;
    private final Path client;
    private final Path trustStore;
    private final List<String> options;

    private JavaRuntime(Path task, Path client, Path trustStore, List<String> options) {
        this.task = task;
        this.client = client;
        this.trustStore = trustStore;
        this.options = List.copyOf(options);
    }

    /**
     * @param zip what is deployed
     * @param client the folder with the interface client's jars
     */
    static JavaRuntime of(Path zip, Path client, Path folder, Certificate certificate) throws IOException {
        if (!Files.exists(zip)) {
            throw new IllegalStateException(zip + " is not there: run `package`, not `test`");
        }
        Path task = Files.createTempDirectory(folder, "task");
        unpack(zip, task);
        return new JavaRuntime(task, client, certificate.trustStore(), List.of());
    }

    JavaRuntime with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new JavaRuntime(task, client, trustStore, all);
    }

    /** With the first compiler only, as without SnapStart. */
    JavaRuntime onDemand() {
        return with("-XX:TieredStopAtLevel=1");
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
            }
        }
    }

    @Override
    public Job job(Job recorded) {
        return recorded;
    }

    @Override
    public List<String> command(Job job) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxHeapSize=" + MEMORY * HEAP / 100 + "m",
                "-XX:InitialHeapSize=" + FIRST_HEAP + "m",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Djava.net.preferIPv4Stack=true",
                "--enable-native-access=ALL-UNNAMED",
                CRAC,
                "-Djavax.net.ssl.trustStore=" + trustStore));
        command.addAll(options);
        command.addAll(
                List.of("-cp", classPath(), MAIN, job.function().handler().getName()));
        return command;
    }

    private String classPath() throws IOException {
        List<String> jars = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(client, "*.jar")) {
            all.forEach(jar -> jars.add(jar.toString()));
        }
        return String.join(":", jars.stream().sorted().toList());
    }

    @Override
    public Map<String, String> variables() {
        return Map.of("AWS_EXECUTION_ENV", "AWS_Lambda_java25", "LAMBDA_TASK_ROOT", task.toString());
    }

    @Override
    public Path folder() {
        return task;
    }
}
