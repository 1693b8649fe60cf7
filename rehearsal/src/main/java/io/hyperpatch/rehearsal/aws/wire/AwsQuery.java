package io.hyperpatch.rehearsal.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.util.Set;

/**
 * The AWS query protocol: form parameters in, XML out.
 *
 * @param maps members of answers that are maps, not structures: the shape of the tree does not tell
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
record AwsQuery(String namespace, Set<String> maps) implements Protocol {

    static final AwsQuery CLOUD_WATCH = new AwsQuery("http://monitoring.amazonaws.com/doc/2010-08-01/", Set.of());
    static final AwsQuery SNS = new AwsQuery("http://sns.amazonaws.com/doc/2010-03-31/", Set.of("Attributes"));
    static final AwsQuery CLOUD_FORMATION =
            new AwsQuery("http://cloudformation.amazonaws.com/doc/2010-05-15/", Set.of());
    static final AwsQuery IAM = new AwsQuery("https://iam.amazonaws.com/doc/2010-05-08/", Set.of());
    static final AwsQuery STS = new AwsQuery("https://sts.amazonaws.com/doc/2011-06-15/", Set.of());

    @Override
    public Call read(WireRequest request) {
        return QueryParameters.read(request);
    }

    @Override
    public WireResponse answer(String operation, JsonNode output, String requestId) {
        Xml xml = new Xml("member", maps).open(operation + "Response", namespace);
        xml.open(operation + "Result").members(output).close(operation + "Result");
        xml.open("ResponseMetadata").element("RequestId", requestId).close("ResponseMetadata");
        return xml(200, requestId, xml.close(operation + "Response"));
    }

    @Override
    public WireResponse error(ApiError error, String requestId) {
        Xml xml = new Xml("member", maps).open("ErrorResponse", namespace).open("Error");
        xml.element("Type", error.httpStatus() < 500 ? "Sender" : "Receiver");
        xml.element("Code", error.code()).element("Message", error.message());
        xml.members(error.members()).close("Error").element("RequestId", requestId);
        return xml(error.httpStatus(), requestId, xml.close("ErrorResponse"));
    }

    private static WireResponse xml(int status, String requestId, Xml xml) {
        return WireResponse.of(status, "text/xml", "x-amzn-RequestId", requestId, xml.bytes());
    }
}
