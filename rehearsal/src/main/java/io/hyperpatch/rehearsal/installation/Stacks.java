package io.hyperpatch.rehearsal.installation;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Finds an installation by the outputs of its stack, which are there without a name that would have to be kept free.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks: a
 *     stack that does not exist is a ValidationError</a>
 */
final class Stacks {
    private final CloudFormationClient cloudFormation;
    private final String region;
    private final Optional<URI> endpoint;

    /** @param endpoint where the calls go instead of the services themselves */
    Stacks(CloudFormationClient cloudFormation, String region, Optional<URI> endpoint) {
        this.cloudFormation = cloudFormation;
        this.region = region;
        this.endpoint = endpoint;
    }

    /** @throws Trouble if it is not there, or is no stack of Hyperpatch */
    Installation find(String name) {
        Stack stack = stack(name).orElseThrow(() -> notInstalled(name));
        Map<String, String> outputs = stack.outputs().stream()
                .collect(Collectors.toMap(Output::outputKey, Output::outputValue, (first, second) -> first));
        return new Installation(
                name,
                region,
                output(stack, outputs, "TableName"),
                output(stack, outputs, "TopicArn"),
                output(stack, outputs, "EventBusName"));
    }

    private Optional<Stack> stack(String name) {
        try {
            return cloudFormation.describeStacks(request -> request.stackName(name)).stacks().stream()
                    .findFirst();
        } catch (CloudFormationException e) {
            if (saysThatThereIsNone(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** An endpoint that is no CloudFormation may answer without a code, and without a message. */
    private static boolean saysThatThereIsNone(CloudFormationException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details != null
                && "ValidationError".equals(details.errorCode())
                && Objects.requireNonNullElse(details.errorMessage(), "").contains("does not exist");
    }

    /** Simulated AWS as {@code serve} plays it holds clusters, and no installation: another stack or region would not help there. */
    private Trouble notInstalled(String name) {
        return endpoint.map(at -> new Trouble(
                        Trouble.Kind.INPUT,
                        "Hyperpatch is not installed in " + region + " at " + at + ": there is no stack '" + name + "'",
                        "leave --endpoint-url out to reach an account in which it was installed with `cdk deploy`; what"
                                + " `./hyperpatch serve` simulates is AWS without Hyperpatch in it, and"
                                + " `./hyperpatch rehearse` plays a run of Hyperpatch there"))
                .orElseGet(() -> new Trouble(
                        Trouble.Kind.INPUT,
                        "Hyperpatch is not installed in " + region + ": there is no stack '" + name + "'",
                        "name the right --region, --profile or --stack, or install it with `cdk deploy`"));
    }

    private String output(Stack stack, Map<String, String> outputs, String key) {
        String value = outputs.get(key);
        if (value == null) {
            throw new Trouble(
                    Trouble.Kind.INPUT,
                    "the stack '" + stack.stackName() + "' in " + region + " (" + stack.stackStatusAsString()
                            + ") has no output " + key + ": it is not installed, or is no stack of Hyperpatch",
                    "wait until a deployment that is under way has ended, run `cdk deploy`, or name another --stack");
        }
        return value;
    }
}
