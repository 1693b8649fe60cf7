package io.hyperpatch.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.hyperpatch.document.BadDocument;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/** What {@code cdk.json} runs: the only class that reads the context and the environment. */
public final class HyperpatchApp {
    private static final int BAD_INPUT = 2;

    private HyperpatchApp() {}

    public static void main(String[] arguments) {
        App app = new App();
        Settings settings;
        try {
            settings = new SettingsReader(Path.of("").toAbsolutePath())
                    .read(context(app), Optional.ofNullable(System.getenv("CDK_DEFAULT_REGION")));
        } catch (BadDocument bad) {
            bad.problems().forEach(problem -> System.err.println("hyperpatch: " + problem));
            System.exit(BAD_INPUT);
            return;
        }
        new HyperpatchStack(app, settings);
        Aspects.of(app).add(new AwsSolutionsChecks());
        app.synth();
    }

    private static Map<String, Object> context(App app) {
        Map<?, ?> all = (Map<?, ?>) app.getNode().getAllContext();
        return all.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
    }
}
