package io.hyperpatch.bench.startup;

import io.hyperpatch.bench.BenchmarkPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Measures how soon a function answers that nobody has called yet, and writes docs/startup.md; only with the profile `bench`. */
class StartupBenchmark {
    private static final int REPETITIONS = Integer.getInteger("repetitions", 3);

    /** Some functions, to be measured without a word of it on the page. */
    private static final List<String> ONLY =
            List.of(System.getProperty("only", "").split(","));

    private static final boolean ALL = ONLY.equals(List.of(""));

    private final BenchmarkPage page = new BenchmarkPage(Path.of("../docs/startup.md"));

    @Test
    void measuresAndShows() throws Exception {
        // Or the stubs would keep small answers back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Path folder = Files.createDirectories(Path.of("target/startup")).toAbsolutePath();
        Certificate certificate = new Certificate(folder);
        JavaRuntime java = JavaRuntime.of(
                Path.of("../functions/target/hyperpatch-functions.zip").toAbsolutePath(),
                Path.of("target/lambda-runtime").toAbsolutePath(),
                folder,
                certificate);
        List<Job> jobs = Recording.all().stream()
                .filter(job -> ALL || ONLY.contains(job.function().title()))
                .toList();
        Optional<Boto3> boto3 = boto3(folder, certificate, jobs);
        try (AwsStub aws = new AwsStub(certificate)) {
            Lambdas lambdas = new Lambdas(java, boto3, aws, folder);
            showFootprints(lambdas, jobs);
            showTimes(lambdas, jobs);
            show("sizes", SizesTable.text(lambdas, jobs, REPETITIONS));
        }
        show("machine", machine(boto3));
    }

    private Optional<Boto3> boto3(Path folder, Certificate certificate, List<Job> jobs) throws InterruptedException {
        try {
            return Optional.of(Boto3.of(folder, certificate, jobs));
        } catch (IOException e) {
            System.out.println("SKIPPED: boto3 is not there to compare with. It takes python3 with its venv and what"
                    + " src/test/resources/startup/requirements.txt names, which pip fetches from the package index: "
                    + e.getMessage());
            return Optional.empty();
        }
    }

    /** Goes first: it also brings every file into memory, for the first who is measured as for the last. */
    private void showFootprints(Lambdas lambdas, List<Job> jobs) throws Exception {
        FootprintTable table = new FootprintTable();
        for (Job job : jobs) {
            table.add(job, lambdas.footprint(job));
        }
        show("loaded", table.text());
    }

    private void showTimes(Lambdas lambdas, List<Job> jobs) throws Exception {
        TimesTable table = new TimesTable();
        for (Job job : jobs) {
            Measured python = new Measured();
            Measured plain = new Measured();
            Measured restored = new Measured();
            for (int i = 0; i < REPETITIONS; i++) {
                if (lambdas.hasBoto3()) {
                    python.add(lambdas.inPython(job, Optional.empty()));
                }
                plain.add(lambdas.withoutSnapStart(job));
                restored.add(lambdas.restored(job, Optional.empty()));
            }
            if (lambdas.hasBoto3()) {
                table.add(job, python, plain, restored);
            } else {
                table.addWithoutPython(job, plain, restored);
            }
        }
        show("times", table.text());
    }

    private static String machine(Optional<Boto3> boto3) {
        return Runtime.getRuntime().availableProcessors() + " cores, Java "
                + Runtime.version().feature() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "; "
                + boto3.map(Boto3::versions).orElse("SKIPPED: no boto3 to compare with")
                + ". Medians of " + REPETITIONS + " runs each, by turns.";
    }

    private void show(String mark, String table) throws IOException {
        System.out.println("\n" + mark + "\n" + table);
        if (ALL) {
            page.show(mark, table);
        }
    }
}
