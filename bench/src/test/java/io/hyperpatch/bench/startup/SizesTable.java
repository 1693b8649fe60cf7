package io.hyperpatch.bench.startup;

import io.hyperpatch.bench.Table;
import io.hyperpatch.handler.ProductFunction;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a function's memory is worth: Lambda gives processors by it, and is paid by both. */
final class SizesTable {
    /** The one that is called most, and the one with the most to do. */
    private static final Set<ProductFunction> FUNCTIONS =
            Set.of(ProductFunction.LOOK_AT_UPDATE, ProductFunction.REPORT_OUTCOME);

    private static final List<Integer> SIZES = List.of(512, 1024, 1769);

    private SizesTable() {}

    static String text(Lambdas lambdas, List<Job> jobs, int repetitions) throws IOException, InterruptedException {
        Table table = new Table("function", "memory", "Java, restored", "boto3", "× boto3", "GB-seconds of the call");
        for (Job job : jobs) {
            if (!FUNCTIONS.contains(job.function())) {
                continue;
            }
            for (int size : SIZES) {
                Optional<ProcessorShare> made = ProcessorShare.of(size);
                if (made.isEmpty()) {
                    return "SKIPPED: this machine does not let us keep a process to a share of a processor.";
                }
                try (ProcessorShare share = made.get()) {
                    table.row(row(lambdas, job, size, share, repetitions));
                }
            }
        }
        return table.text();
    }

    private static List<String> row(Lambdas lambdas, Job job, int size, ProcessorShare share, int repetitions)
            throws IOException, InterruptedException {
        Measured python = new Measured();
        Measured restored = new Measured();
        for (int i = 0; i < repetitions; i++) {
            if (lambdas.hasBoto3()) {
                python.add(lambdas.inPython(job, Optional.of(share)));
            }
            restored.add(lambdas.restored(job, Optional.of(share)));
        }
        double time = restored.milliseconds();
        return List.of(
                job.function().title(),
                Table.number(size) + " MB",
                TimesTable.milliseconds(time),
                lambdas.hasBoto3() ? TimesTable.milliseconds(python.milliseconds()) : "",
                lambdas.hasBoto3() ? TimesTable.times(time / python.milliseconds()) : "",
                String.format(Locale.ROOT, "%.3f", time / 1000 * size / 1024));
    }
}
