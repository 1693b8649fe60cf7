package io.hyperpatch.rehearsal.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiError;

/** One wire protocol of AWS, from the service's side. */
public sealed interface Protocol permits AwsJson, AwsQuery, Ec2Query, RestJson {

    /**
     * Which operation a request asks for, and with what input.
     *
     * @throws ApiError what AWS answers to a request that it cannot read
     */
    Call read(WireRequest request);

    /** The answer to a call that succeeded. */
    WireResponse answer(String operation, JsonNode output, String requestId);

    /** The answer to a call that failed, or could not be read. */
    WireResponse error(ApiError error, String requestId);

    /** An operation and its input in the wire's member names. */
    record Call(String operation, JsonNode input) {}

    /**
     * The protocol that a service is spoken to in, by its signing name and by what the request says.
     *
     * @throws ApiError when the service is not simulated, or is spoken to in a protocol that is not
     */
    static Protocol of(String signingName, WireRequest request) {
        return switch (signingName) {
            case "sagemaker", "events", "ssm" -> AwsJson.VERSION_1_1;
            case "states" -> AwsJson.VERSION_1_0;
            case "imagebuilder" -> RestJson.IMAGE_BUILDER;
            case "scheduler" -> RestJson.SCHEDULER;
            case "ec2" -> Ec2Query.INSTANCE;
            case "sns" -> AwsQuery.SNS;
            case "sts" -> AwsQuery.STS;
            case "iam" -> AwsQuery.IAM;
            case "cloudformation" -> AwsQuery.CLOUD_FORMATION;
            case "monitoring" -> ofCloudWatch(request);
            default ->
                throw ApiError.unsupported(
                        signingName, request.header("x-amz-target").orElse(request.path()));
        };
    }

    /** The protocol in which a request is refused whose own is not known. */
    static Protocol fallback() {
        return AwsJson.VERSION_1_1;
    }

    /** CloudWatch is spoken to in three protocols: the Java SDK chooses the query, botocore JSON. */
    private static Protocol ofCloudWatch(WireRequest request) {
        if (request.header("smithy-protocol").isPresent()) {
            throw new ApiError(
                    501,
                    "UnsupportedBySimulation",
                    "The simulated CloudWatch does not speak "
                            + request.header("smithy-protocol").get()
                            + ". Remedy: use a client that speaks AWS JSON 1.0 or the AWS query protocol.");
        }
        return request.header("x-amz-target").isPresent() ? AwsJson.VERSION_1_0 : AwsQuery.CLOUD_WATCH;
    }
}
