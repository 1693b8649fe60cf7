package io.hyperpatch.rehearsal.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.util.Set;

/**
 * EC2's own variant of the query protocol: lists are flat in and {@code item}s out, the result has no wrapper.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html">EC2 query protocol</a>
 */
enum Ec2Query implements Protocol {
    INSTANCE;

    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

    @Override
    public Call read(WireRequest request) {
        return QueryParameters.read(request);
    }

    @Override
    public WireResponse answer(String operation, JsonNode output, String requestId) {
        Xml xml = new Xml("item", Set.of()).open(operation + "Response", NAMESPACE);
        xml.element("requestId", requestId).members(output).close(operation + "Response");
        return xml(200, requestId, xml);
    }

    @Override
    public WireResponse error(ApiError error, String requestId) {
        Xml xml = new Xml("item", Set.of()).open("Response").open("Errors").open("Error");
        xml.element("Code", error.code()).element("Message", error.message());
        xml.close("Error").close("Errors").element("RequestID", requestId).close("Response");
        return xml(error.httpStatus(), requestId, xml);
    }

    private static WireResponse xml(int status, String requestId, Xml xml) {
        return WireResponse.of(status, "text/xml;charset=UTF-8", "x-amzn-RequestId", requestId, xml.bytes());
    }
}
