package io.hyperpatch.bench.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Starts functions in each way in which they start, one at a time. */
final class Lambdas {
    private final JavaRuntime java;
    private final Optional<Boto3> boto3;
    private final AwsStub aws;
    private final Path folder;

    /** @param boto3 empty where there is none */
    Lambdas(JavaRuntime java, Optional<Boto3> boto3, AwsStub aws, Path folder) {
        this.java = java;
        this.boto3 = boto3;
        this.aws = aws;
        this.folder = folder;
    }

    boolean hasBoto3() {
        return boto3.isPresent();
    }

    Footprint footprint(Job job) throws IOException, InterruptedException {
        return Footprint.of(java, job, aws, folder);
    }

    Measured.Start withoutSnapStart(Job job) throws IOException, InterruptedException {
        return cold(java.onDemand(), job, Optional.empty());
    }

    Measured.Start inPython(Job job, Optional<ProcessorShare> share) throws IOException, InterruptedException {
        return cold(boto3.orElseThrow(), job, share);
    }

    private Measured.Start cold(Sandbox.Runtime runtime, Job job, Optional<ProcessorShare> share)
            throws IOException, InterruptedException {
        try (Sandbox sandbox = new Sandbox(runtime, job, false, aws, log())) {
            if (share.isPresent()) {
                sandbox.limit(share.get());
            }
            Duration time = sandbox.coldStart();
            return new Measured.Start(time, sandbox.usage().processor());
        }
    }

    /** The restore itself is Firecracker's and not here; the share is kept from then on. */
    Measured.Start restored(Job job, Optional<ProcessorShare> share) throws IOException, InterruptedException {
        try (Sandbox sandbox = new Sandbox(java, job, true, aws, log())) {
            sandbox.initialize();
            if (share.isPresent()) {
                sandbox.limit(share.get());
            }
            Duration before = sandbox.usage().processor();
            Duration time = sandbox.firstCall();
            return new Measured.Start(time, sandbox.usage().processor().minus(before));
        }
    }

    private Path log() {
        return folder.resolve("function.log");
    }
}
