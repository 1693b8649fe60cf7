package io.hyperpatch.rehearsal.aws;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One simulated AWS service: JSON in, JSON out, in the member names of the wire; the protocol's codec does the rest.
 *
 * <p>A point in time in an answer is a {@code POJONode} of an {@link java.time.Instant}
 * ({@code node.putPOJO("CreationTime", instant)}): the codec writes it in the protocol's own format. A number or a text
 * is passed on as it stands. In requests that came over a query protocol every scalar is a text: read it with Jackson's
 * lenient {@code asInt()}, {@code asDouble()}, {@code asBoolean()}.
 */
public interface AwsService {

    /** The name in the credential scope of a signed request: {@code sagemaker}, {@code ec2}, {@code monitoring} ... */
    String signingName();

    /**
     * Answers one call, and takes its effect.
     *
     * @throws ApiError what the service would answer instead; for an operation that is not simulated
     *     {@link ApiError#unsupported(String, String)}
     */
    JsonNode call(String operation, JsonNode input) throws ApiError;
}
