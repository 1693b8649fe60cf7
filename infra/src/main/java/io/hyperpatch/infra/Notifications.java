package io.hyperpatch.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The topic that people subscribe to; each message carries the attributes outcome, cluster and policy to filter by. */
final class Notifications extends Construct {
    private static final String ALARMS = "cloudwatch.amazonaws.com";

    private final Key key;
    private final Topic topic;

    /** A key of its own, because CloudWatch's alarms may not use the one that AWS manages for SNS. */
    Notifications(Construct scope, String id, List<String> emails) {
        super(scope, id);
        key = Key.Builder.create(this, "Key")
                .description("Encrypts the notifications of Hyperpatch")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal(ALARMS)))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", sameAccount()))
                .build());
        topic = Topic.Builder.create(this, "Topic")
                .displayName("Hyperpatch")
                .masterKey(key)
                .enforceSsl(true)
                .build();
        emails.forEach(address -> topic.addSubscription(new EmailSubscription(address)));
    }

    /** Nobody else in the account may publish here, whatever their own role grants: what people read is what the product said. */
    void onlyFrom(List<? extends IRole> publishers) {
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AlarmsOfThisAccount")
                .principals(List.of(new ServicePrincipal(ALARMS)))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of("StringEquals", sameAccount()))
                .build());
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("NobodyElsePublishes")
                .effect(Effect.DENY)
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(new TreeMap<>(Map.of(
                        "ArnNotEquals",
                                Map.of(
                                        "aws:PrincipalArn",
                                        publishers.stream()
                                                .map(IRole::getRoleArn)
                                                .toList()),
                        "BoolIfExists", Map.of("aws:PrincipalIsAWSService", "false"))))
                .build());
    }

    private Map<String, String> sameAccount() {
        return Map.of("aws:SourceAccount", Stack.of(this).getAccount());
    }

    Topic topic() {
        return topic;
    }

    Key key() {
        return key;
    }
}
