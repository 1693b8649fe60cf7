package io.hyperpatch.rehearsal.aws.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.AwsService;

/**
 * GetCallerIdentity, for clients from outside that first ask who they are.
 *
 * @param account twelve digits
 */
public record Sts(String account) implements AwsService {

    @Override
    public String signingName() {
        return "sts";
    }

    @Override
    public JsonNode call(String operation, JsonNode input) {
        if (!operation.equals("GetCallerIdentity")) {
            throw ApiError.unsupported("sts", operation);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("Arn", "arn:aws:iam::" + account + ":user/rehearsal")
                .put("UserId", "AIDAREHEARSAL")
                .put("Account", account);
    }
}
