package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.serve.DrivenClock;
import io.hyperpatch.rehearsal.serve.TwinServer;
import io.hyperpatch.rehearsal.setting.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulated AWS over HTTP, until it is stopped. */
@Command(
        name = "serve",
        description = {
            "Serves simulated AWS over HTTP, for the AWS CLI, boto3 or any other SDK:",
            "aws --endpoint-url http://127.0.0.1:4510 --region us-east-1 sagemaker describe-cluster --cluster-name train-a"
        },
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {

    private static final double MOST_SPEED = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4510",
            description = "The port on 127.0.0.1; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Mixin
    private Settings settings;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Virtual seconds per second (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides everything random (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON document when it is ready.")
    private boolean json;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws InterruptedException {
        refuseWrongNumbers();
        Output output =
                new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
        try {
            return served(settings.read(null, null), output);
        } catch (BadDocument bad) {
            output.problems(bad.problems());
            return ExitStatus.BAD_INPUT;
        }
    }

    private void refuseWrongNumbers() {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--port is " + port + ": give a port from 0 to 65535; 0 picks a free one");
        }
        if (!(speed > 0 && speed <= MOST_SPEED)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--speed is " + speed + ": give virtual seconds per second, above 0 and at most 1000000");
        }
    }

    private int served(Setting setting, Output output) throws InterruptedException {
        PrintWriter err = output.err();
        try (Account account = Staging.served(setting, seed)) {
            DrivenClock clock = new DrivenClock(account.clock, speed, System::nanoTime, fault -> {
                err.println("internal fault: " + fault + "; this is a defect");
                err.flush();
            });
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
            try (TwinServer server = new TwinServer(address, account.aws::exchange, clock)) {
                String cluster = setting.names().cluster();
                URI uri = server.start(line -> {
                    output.people().println(line + " (cluster " + cluster + "; any credentials will do)");
                    output.people().flush();
                });
                if (json) {
                    output.document(JsonNodeFactory.instance
                            .objectNode()
                            .put("ready", uri.toString())
                            .put("cluster", cluster));
                }
                new CountDownLatch(1).await();
            }
            return ExitStatus.GOAL_REACHED;
        } catch (IOException e) {
            err.println("--port " + port + ": cannot listen on 127.0.0.1:" + port + " (" + e.getMessage()
                    + "); name a free port, or 0 to have one picked");
            return ExitStatus.BAD_INPUT;
        }
    }
}
