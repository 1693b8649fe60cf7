package io.hyperpatch.readiness.aws;

import io.hyperpatch.readiness.AlarmRight;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;

/**
 * Asks IAM what the execution roles of instance groups may do.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">SimulatePrincipalPolicy</a>
 */
public final class ExecutionRoles {
    private final IamClient iam;

    public ExecutionRoles(IamClient iam) {
        this.iam = Objects.requireNonNull(iam);
    }

    /**
     * The right of a role to see alarms. A call that is not allowed, or fails, is no denial: people are told that it could not be
     * checked.
     *
     * @param role its ARN
     */
    public AlarmRight alarmRight(String role) {
        try {
            return iam
                    .simulatePrincipalPolicy(
                            request -> request.policySourceArn(role).actionNames(AlarmRight.ACTION))
                    .evaluationResults()
                    .stream()
                    .filter(result -> AlarmRight.ACTION.equalsIgnoreCase(result.evalActionName()))
                    .findFirst()
                    .map(ExecutionRoles::right)
                    .orElseGet(() -> new AlarmRight.NotKnown("IAM gave no answer about this action"));
        } catch (AwsServiceException e) {
            return new AlarmRight.NotKnown(code(e));
        } catch (SdkException e) {
            return new AlarmRight.NotKnown("IAM did not answer");
        }
    }

    private static AlarmRight right(EvaluationResult result) {
        return switch (result.evalDecision()) {
            case ALLOWED -> new AlarmRight.Granted();
            case IMPLICIT_DENY, EXPLICIT_DENY -> new AlarmRight.Denied(result.evalDecisionAsString());
            case UNKNOWN_TO_SDK_VERSION -> new AlarmRight.NotKnown("IAM answered " + result.evalDecisionAsString());
        };
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? "IAM answered " + e.statusCode()
                : "iam:SimulatePrincipalPolicy: " + e.awsErrorDetails().errorCode();
    }
}
