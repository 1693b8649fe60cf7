package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.rehearsal.installation.Target;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the commands that touch an account: as the AWS CLI has them. */
final class AccountOptions {

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Where Hyperpatch is installed; else AWS_REGION, AWS_DEFAULT_REGION or the profile's.")
    private String region;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "A profile of the AWS CLI; without it the default credential chain.")
    private String profile;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "Where every call goes, instead of the services themselves.")
    private String endpoint;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "Hyperpatch",
            description = "The stack that `cdk deploy` made (default: ${DEFAULT-VALUE}).")
    private String stack;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** What the command does with them. */
    AccountWork work() {
        return new AccountWork(spec, this);
    }

    boolean json() {
        return json;
    }

    Target target() {
        return new Target(
                stack,
                Optional.ofNullable(region),
                Optional.ofNullable(profile),
                Optional.ofNullable(endpoint).map(Target::endpoint));
    }
}
