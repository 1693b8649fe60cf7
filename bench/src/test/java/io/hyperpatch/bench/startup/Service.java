package io.hyperpatch.bench.startup;

import java.util.Arrays;

/** The services that functions call: each has an endpoint of its own, as on AWS, and so a connection of its own. */
enum Service {
    SAGEMAKER("sagemaker", "SAGEMAKER"),
    EC2("ec2", "EC2"),
    CLOUDWATCH("monitoring", "CLOUDWATCH"),
    IAM("iam", "IAM"),
    SNS("sns", "SNS"),
    EVENTBRIDGE("events", "EVENTBRIDGE"),
    SSM("ssm", "SSM"),
    IMAGE_BUILDER("imagebuilder", "IMAGEBUILDER"),
    SCHEDULER("scheduler", "SCHEDULER"),
    STEP_FUNCTIONS("states", "SFN"),
    DYNAMODB("dynamodb", "DYNAMODB");

    private final String signingName;
    private final String variable;

    Service(String signingName, String variable) {
        this.signingName = signingName;
        this.variable = variable;
    }

    static Service signedAs(String name) {
        return Arrays.stream(values())
                .filter(service -> service.signingName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no service is known that signs as " + name));
    }

    /** The variable by which every SDK finds its endpoint. */
    String endpointVariable() {
        return "AWS_ENDPOINT_URL_" + variable;
    }
}
