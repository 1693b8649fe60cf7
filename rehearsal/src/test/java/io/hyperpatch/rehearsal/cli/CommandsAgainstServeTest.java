package io.hyperpatch.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.serve.DrivenClock;
import io.hyperpatch.rehearsal.serve.TwinServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that touch an installation, against simulated AWS as `serve` plays it: without an installation. */
class CommandsAgainstServeTest {
    private final Account account =
            new Account("123456789012", "us-east-1", Instant.parse("2026-11-21T02:00:00Z"), 1, List.of(), List.of());
    private TwinServer server;
    private String endpoint;

    @BeforeEach
    void serve() throws IOException {
        System.setProperty("aws.accessKeyId", "any");
        System.setProperty("aws.secretAccessKey", "any");
        server = new TwinServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                account.aws::exchange,
                new DrivenClock(account.clock, 1_000, System::nanoTime, fault -> {}));
        endpoint = server.start(line -> {}).toString();
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        server.close();
        account.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "pause --reason freeze",
                "resume",
                "start --all --reason try",
                "unblock train-a default --reason try",
                "resume-fleet gpu-fleet --reason try",
                "status --stack Mine"
            })
    void sayThatNothingIsInstalledThereAndWhatToDo(String command) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--region", "us-east-1", "--endpoint-url", endpoint));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int status = Main.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));

        assertThat(status).as(err.toString()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains(
                        "Hyperpatch is not installed in us-east-1 at " + endpoint,
                        "leave --endpoint-url out",
                        "rehearse")
                .doesNotContain("internal fault", "NullPointerException");
    }
}
