package io.hyperpatch.hyperpod.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Adds {@code ImageReleaseVersion} to every instance group of an UpdateClusterSoftware request, since the
 * SDK does not model that member.
 *
 * <p>The body is changed after it was marshalled and before it is signed, so that signature and length are
 * those of what is sent.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftwareInstanceGroupSpecification.html">
 *     UpdateClusterSoftwareInstanceGroupSpecification</a>
 */
public final class ReleaseVersionMember implements ExecutionInterceptor {
    private static final ExecutionAttribute<String> VERSION = new ExecutionAttribute<>("ImageReleaseVersion");
    private static final String CONTENT_LENGTH = "Content-Length";

    /** Makes a request ask for this version, {@code MAJOR.MINOR.PATCH}. */
    static Consumer<AwsRequestOverrideConfiguration.Builder> of(String version) {
        return request -> request.putExecutionAttribute(VERSION, version);
    }

    @Override
    public Optional<RequestBody> modifyHttpContent(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return added(context, attributes).or(context::requestBody);
    }

    /**
     * The SDK hands the body to both methods as it was before either: so the length is counted from the
     * same change.
     */
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return added(context, attributes)
                .flatMap(RequestBody::optionalContentLength)
                .<SdkHttpRequest>map(length ->
                        context.httpRequest().copy(request -> request.putHeader(CONTENT_LENGTH, Long.toString(length))))
                .orElseGet(context::httpRequest);
    }

    private static Optional<RequestBody> added(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return Optional.ofNullable(attributes.getAttribute(VERSION))
                .flatMap(version -> context.requestBody().map(body -> with(body, version)));
    }

    private static RequestBody with(RequestBody body, String version) {
        try (InputStream marshalled = body.contentStreamProvider().newStream()) {
            JsonNode request = Json.mapper().readTree(marshalled);
            request.path("InstanceGroups").forEach(group -> ((ObjectNode) group).put("ImageReleaseVersion", version));
            return RequestBody.fromBytes(Json.mapper().writeValueAsBytes(request));
        } catch (IOException e) {
            throw new UncheckedIOException("the marshalled request is no JSON", e);
        }
    }
}
