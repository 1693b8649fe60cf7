package io.hyperpatch.event;

import io.hyperpatch.document.DocumentSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The events that start or wake a run, or tell that one ended. Each has a schema and an example under {@code events/in}. */
enum EventType {
    AMI_STATE_CHANGE("EC2 AMI State Change", "ec2-ami-state-change", "aws.ec2"),
    IMAGE_BUILDER("EC2 Image Builder Image State Change", "image-builder-image-state-change", "aws.imagebuilder"),
    PARAMETER_CHANGE("Parameter Store Change", "parameter-store-change", "aws.ssm"),
    ALARM_CHANGE("CloudWatch Alarm State Change", "cloudwatch-alarm-state-change", "aws.cloudwatch"),
    SCHEDULE("Scheduled Event", "scheduled-event", "aws.events", "aws.scheduler"),
    OPERATOR_REQUEST("Hyperpatch Operator Request", "operator-request", "hyperpatch.operator"),
    CLUSTER_STATE("SageMaker HyperPod Cluster State Change", "hyperpod-cluster-state-change", "aws.sagemaker"),
    CLUSTER_EVENT("SageMaker HyperPod Cluster Event", "hyperpod-cluster-event", "aws.sagemaker"),
    NODE_HEALTH("SageMaker HyperPod Cluster Node Health Event", "hyperpod-node-health-event", "aws.sagemaker"),
    EXECUTION_CHANGE("Step Functions Execution Status Change", "step-functions-execution-status-change", "aws.states");

    private final String detailType;
    private final String file;
    private final List<String> sources;

    EventType(String detailType, String file, String... sources) {
        this.detailType = detailType;
        this.file = file;
        this.sources = List.of(sources);
    }

    static Optional<EventType> of(String detailType) {
        return Arrays.stream(values())
                .filter(type -> type.detailType.equals(detailType))
                .findFirst();
    }

    String detailType() {
        return detailType;
    }

    List<String> sources() {
        return sources;
    }

    DocumentSchema schema() {
        return DocumentSchema.fromClassPath("/events/in/" + file + ".schema.json");
    }
}
