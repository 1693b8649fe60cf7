package io.hyperpatch.rehearsal.fault;

import java.util.Objects;

/**
 * Which deliveries of events a fault looks at; {@code *} stands for anything, what is left out too.
 *
 * @param source {@code aws.sagemaker}
 * @param detailType {@code SageMaker HyperPod Cluster Event}
 * @param rule the name of the rule that delivers
 */
public record Deliveries(String source, String detailType, String rule, When when) {

    public Deliveries {
        source = Objects.requireNonNullElse(source, "*");
        detailType = Objects.requireNonNullElse(detailType, "*");
        rule = Objects.requireNonNullElse(rule, "*");
        when = Objects.requireNonNullElse(when, When.ALWAYS);
    }

    boolean include(String ofSource, String ofType, String byRule) {
        return Glob.matches(source, ofSource) && Glob.matches(detailType, ofType) && Glob.matches(rule, byRule);
    }
}
