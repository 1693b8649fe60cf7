package io.hyperpatch.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.constructs.IConstruct;

/** Accepts a finding of cdk-nag, with the reason, beside what causes it. */
final class Nag {
    private Nag() {}

    static void accept(IConstruct construct, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()),
                true);
    }

    /** Only what the finding says in brackets, for instance {@code Resource::*}. */
    static void accept(IConstruct construct, String rule, List<String> findings, String reason) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder()
                        .id(rule)
                        .reason(reason)
                        .appliesTo(findings)
                        .build()),
                true);
    }
}
