package io.hyperpatch.rehearsal.aws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.AwsService;

/**
 * DescribeStacks of an account in which nothing is deployed: the simulated functions run without a stack, so none is there to be found.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks: a
 *     stack that does not exist is a ValidationError</a>
 */
public final class CloudFormation implements AwsService {

    @Override
    public String signingName() {
        return "cloudformation";
    }

    @Override
    public JsonNode call(String operation, JsonNode input) {
        if (!operation.equals("DescribeStacks")) {
            throw ApiError.unsupported("cloudformation", operation);
        }
        String name = input.path("StackName").asText();
        if (!name.isEmpty()) {
            throw ApiError.badRequest("ValidationError", "Stack with id " + name + " does not exist");
        }
        return JsonNodeFactory.instance.objectNode().set("Stacks", JsonNodeFactory.instance.arrayNode());
    }
}
