package io.hyperpatch.rehearsal.aws.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.AwsService;
import io.hyperpatch.rehearsal.aws.Input;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.util.List;
import java.util.Objects;

/** The simulated EC2: DescribeImages and DescribeInstanceTypes. */
public final class Ec2 implements AwsService {

    private final VirtualClock clock;
    private final Images images;
    private final String account;

    /** @param account of the caller, twelve digits */
    public Ec2(VirtualClock clock, Images images, String account) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.images = Objects.requireNonNull(images, "images");
        this.account = Objects.requireNonNull(account, "account");
    }

    @Override
    public String signingName() {
        return "ec2";
    }

    @Override
    public JsonNode call(String operation, JsonNode members) {
        Input input = new Input("ec2", operation, members);
        return switch (operation) {
            case "DescribeImages" -> new DescribeImages(images, account).answer(input, clock.now());
            case "DescribeInstanceTypes" -> describeInstanceTypes(input.honouring("InstanceType"));
            default -> throw input.unsupported();
        };
    }

    private static JsonNode describeInstanceTypes(Input input) {
        List<String> types = input.texts("InstanceType");
        if (types.isEmpty()) {
            throw input.unsupported("InstanceType");
        }
        List<String> unknown = types.stream()
                .filter(type -> InstanceTypes.architectureOf(type).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw ApiError.badRequest(
                    "InvalidInstanceType",
                    "The following supplied instance types do not exist: [" + String.join(", ", unknown) + "]");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode set = answer.putArray("instanceTypeSet");
        types.stream().distinct().forEach(type -> {
            ObjectNode each = set.addObject().put("instanceType", type);
            String architecture = InstanceTypes.architectureOf(type).orElseThrow();
            each.putObject("processorInfo").putArray("supportedArchitectures").add(architecture);
            each.putArray("supportedRootDeviceTypes").add("ebs");
            each.putArray("supportedVirtualizationTypes").add("hvm");
        });
        return answer;
    }
}
