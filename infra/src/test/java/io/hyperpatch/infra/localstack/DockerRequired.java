package io.hyperpatch.infra.localstack;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips tests, loudly, where no Docker engine answers; with HYPERPATCH_REQUIRE_DOCKER=true they fail there instead. */
final class DockerRequired implements ExecutionCondition {
    private static final String REQUIRED = "HYPERPATCH_REQUIRE_DOCKER";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("a Docker engine answers");
        }
        String name = context.getRequiredTestClass().getSimpleName();
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            throw new IllegalStateException(
                    name + " needs a Docker engine, and none answers; " + REQUIRED + " says that there must be one");
        }
        String skipped = name + " is SKIPPED: no Docker engine answers. Start one to see the deployment proven.";
        System.err.println("\n*** " + skipped + "\n");
        return ConditionEvaluationResult.disabled(skipped);
    }
}
