package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.handler.ProductFunction;
import io.hyperpatch.infra.Synthesized.Resource;
import io.hyperpatch.reconcile.Hourly;
import io.hyperpatch.store.aws.TableKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold of the installation as a whole. */
class TemplateTest {
    private final Synthesized deployment = Synthesized.of(Policies.EXAMPLE);

    private List<Resource> all(String type) {
        List<Resource> found = deployment.resources(type).toList();
        assertThat(found).as(type).isNotEmpty();
        return found;
    }

    @Test
    void everyFunctionRunsOnJava25OnArmWithSnapStartAndTraces() {
        assertThat(all("AWS::Lambda::Function"))
                .hasSameSizeAs(FunctionPlan.all())
                .allSatisfy(function -> {
                    JsonNode is = function.properties();
                    assertThat(is.get("Runtime").textValue()).isEqualTo("java25");
                    assertThat(is.at("/Architectures/0").textValue()).isEqualTo("arm64");
                    assertThat(is.at("/SnapStart/ApplyOn").textValue()).isEqualTo("PublishedVersions");
                    assertThat(is.at("/TracingConfig/Mode").textValue()).isEqualTo("Active");
                    assertThat(is.get("Timeout").intValue()).isBetween(120, 900);
                    assertThat(is.get("MemorySize").intValue()).isBetween(512, 2048);
                });
    }

    @Test
    void everyHandlerIsAClassOfTheFunctions() {
        assertThat(all("AWS::Lambda::Function")).allSatisfy(function -> assertThat(Class.forName(
                        function.properties().get("Handler").textValue(),
                        false,
                        getClass().getClassLoader()))
                .isNotNull());
    }

    /** A version is the only thing that SnapStart restores. */
    @Test
    void whateverInvokesAFunctionInvokesTheAliasOfItsPublishedVersion() {
        Set<String> invoked = new TreeSet<>();
        references().forEach(reference -> {
            Resource target = deployment.target(reference);
            assertThat(target.type()).as(target.id()).isEqualTo("AWS::Lambda::Alias");
            assertThat(target.properties().get("Name").textValue()).isEqualTo("live");
            Resource version = deployment.target(target.properties().get("FunctionVersion"));
            assertThat(version.type()).isEqualTo("AWS::Lambda::Version");
            assertThat(version.properties().get("FunctionName"))
                    .isEqualTo(target.properties().get("FunctionName"));
            invoked.add(target.id());
        });
        assertThat(invoked).as("every function is invoked by something").hasSameSizeAs(FunctionPlan.all());
    }

    /** Of workflows, rules, schedules, and the permissions for these. */
    private Stream<JsonNode> references() {
        Set<String> functions =
                FunctionPlan.all().stream().map(FunctionPlan::name).collect(Collectors.toSet());
        return Stream.of(
                        all("AWS::StepFunctions::StateMachine").stream()
                                .flatMap(machine ->
                                        machine.properties().get("DefinitionSubstitutions").properties().stream())
                                .filter(substitution -> functions.contains(substitution.getKey()))
                                .map(java.util.Map.Entry::getValue),
                        all("AWS::Events::Rule").stream()
                                .map(rule -> rule.properties().at("/Targets/0/Arn"))
                                .filter(this::isNoMachine),
                        all("AWS::Scheduler::Schedule").stream()
                                .map(schedule -> schedule.properties().at("/Target/Arn"))
                                .filter(this::isNoMachine),
                        all("AWS::Lambda::Permission").stream()
                                .map(permission -> permission.properties().get("FunctionName")))
                .flatMap(references -> references);
    }

    private boolean isNoMachine(JsonNode reference) {
        return !deployment.target(reference).type().equals("AWS::StepFunctions::StateMachine");
    }

    @Test
    void everyAliasIsKeptAwake() {
        Set<String> pinged = all("AWS::Scheduler::Schedule").stream()
                .filter(schedule ->
                        schedule.properties().at("/Target/Input").asText().equals("{\"ping\":true}"))
                .map(schedule -> deployment
                        .target(schedule.properties().at("/Target/Arn"))
                        .id())
                .collect(Collectors.toSet());

        assertThat(pinged)
                .isEqualTo(all("AWS::Lambda::Alias").stream().map(Resource::id).collect(Collectors.toSet()));
    }

    @Test
    void everyLogIsTheStacksAndEnds() {
        assertThat(all("AWS::Logs::LogGroup")).allSatisfy(logs -> {
            assertThat(logs.properties().get("RetentionInDays").intValue()).isEqualTo(90);
            assertThat(logs.json().get("DeletionPolicy").textValue()).isEqualTo("Delete");
        });
        assertThat(all("AWS::Lambda::Function")).allSatisfy(function -> assertThat(deployment
                        .target(function.properties().at("/LoggingConfig/LogGroup"))
                        .type())
                .isEqualTo("AWS::Logs::LogGroup"));
    }

    @Test
    void everyDeliveryIsRetriedAndWhatCannotBeDeliveredIsKept() {
        assertThat(all("AWS::Events::Rule")).allSatisfy(rule -> {
            assertThat(rule.properties().get("Targets")).hasSize(1);
            isRetriedAndKept(rule.properties().at("/Targets/0"));
        });
        assertThat(all("AWS::Scheduler::Schedule"))
                .allSatisfy(schedule -> isRetriedAndKept(schedule.properties().get("Target")));
        assertThat(all("AWS::Lambda::EventInvokeConfig")).hasSize(2).allSatisfy(events -> {
            assertThat(events.properties().get("MaximumRetryAttempts").intValue())
                    .isEqualTo(ProductFunction.EVENT_RETRIES);
            assertThat(deployment
                            .target(events.properties().at("/DestinationConfig/OnFailure/Destination"))
                            .type())
                    .isEqualTo("AWS::SQS::Queue");
        });
    }

    /** Rehearsals let it come as often. */
    @Test
    void reconcileComesEveryHour() {
        assertThat(Hourly.EVERY).isEqualTo(Duration.ofHours(1));
        assertThat(all("AWS::Scheduler::Schedule"))
                .filteredOn(schedule -> schedule.id().startsWith("SchedulesReconcile"))
                .singleElement()
                .satisfies(schedule -> assertThat(
                                schedule.properties().get("ScheduleExpression").textValue())
                        .isEqualTo("rate(1 hour)"));
    }

    private void isRetriedAndKept(JsonNode target) {
        assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").intValue()).isPositive();
        assertThat(target.at("/RetryPolicy/MaximumEventAgeInSeconds").intValue())
                .isPositive();
        assertThat(deployment.target(target.at("/DeadLetterConfig/Arn")).type()).isEqualTo("AWS::SQS::Queue");
    }

    @Test
    void theRecordOfRunsIsEncryptedRecoverableAndKeptAsTheUserChose() {
        Resource table = all("AWS::DynamoDB::Table").getFirst();
        JsonNode is = table.properties();
        assertThat(is.at("/KeySchema").valueStream())
                .extracting(part -> part.path("AttributeName").asText() + " "
                        + part.path("KeyType").asText())
                .containsExactlyElementsOf(TableKeys.SCHEMA.stream()
                        .map(part -> part.attributeName() + " " + part.keyTypeAsString())
                        .toList());
        assertThat(is.at("/AttributeDefinitions").valueStream())
                .extracting(key -> key.path("AttributeName").asText() + " "
                        + key.path("AttributeType").asText())
                .containsExactlyElementsOf(TableKeys.ATTRIBUTES.stream()
                        .map(key -> key.attributeName() + " " + key.attributeTypeAsString())
                        .toList());
        assertThat(is.at("/TimeToLiveSpecification/AttributeName").textValue()).isEqualTo("expiresAt");
        assertThat(is.get("BillingMode").textValue()).isEqualTo("PAY_PER_REQUEST");
        assertThat(is.at("/SSESpecification/SSEEnabled").booleanValue()).isTrue();
        assertThat(is.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                        .booleanValue())
                .isTrue();
        assertThat(table.json().get("DeletionPolicy").textValue()).isEqualTo("Retain");

        Settings example = Synthesized.settings(Policies.EXAMPLE);
        Synthesized forgetting = Synthesized.of(new Settings(
                example.policy(),
                List.of(),
                false,
                "x86_64",
                7,
                List.of(),
                Optional.of("eu-central-1"),
                example.files()));
        assertThat(forgetting
                        .resources("AWS::DynamoDB::Table")
                        .findFirst()
                        .orElseThrow()
                        .json()
                        .get("DeletionPolicy")
                        .textValue())
                .isEqualTo("Delete");
        assertThat(forgetting.resources("AWS::Lambda::Function")).allSatisfy(function -> assertThat(
                        function.properties().at("/Architectures/0").textValue())
                .isEqualTo("x86_64"));
    }

    @Test
    void nothingButTheRecordOutlivesTheStackAndNoNameIsFixed() {
        assertThat(deployment
                        .resources()
                        .filter(resource ->
                                resource.json().path("DeletionPolicy").asText().startsWith("Retain")))
                .extracting(Resource::type)
                .containsExactly("AWS::DynamoDB::Table");
        Set<String> names = Set.of(
                "TableName",
                "TopicName",
                "QueueName",
                "FunctionName",
                "RoleName",
                "StateMachineName",
                "AlarmName",
                "DashboardName");
        assertThat(deployment.resources().filter(resource -> !resource.type()
                        .matches("AWS::Lambda::(Version|Alias|Permission|EventInvokeConfig)")))
                .allSatisfy(resource -> names.forEach(
                        name -> assertThat(resource.json().path("Properties").has(name))
                                .as("%s of %s", name, resource.id())
                                .isFalse()));
    }

    @Test
    void theTopicIsEncryptedWantsTlsAndTakesNothingButWhatTheProductSays() {
        Resource topic = all("AWS::SNS::Topic").getFirst();
        assertThat(deployment.target(topic.properties().get("KmsMasterKeyId")).type())
                .isEqualTo("AWS::KMS::Key");

        List<JsonNode> statements = GrantedRole.list(
                all("AWS::SNS::TopicPolicy").getFirst().properties().at("/PolicyDocument/Statement"));
        assertThat(statements)
                .anySatisfy(tls -> assertThat(
                                tls.at("/Condition/Bool/aws:SecureTransport").asText())
                        .isEqualTo("false"))
                .anySatisfy(others -> {
                    assertThat(others.get("Effect").textValue()).isEqualTo("Deny");
                    assertThat(others.at("/Principal/AWS").textValue()).isEqualTo("*");
                    assertThat(GrantedRole.list(others.at("/Condition/ArnNotEquals/aws:PrincipalArn")))
                            .extracting(
                                    role -> deployment.target(role).id().replaceAll("^Functions|Role[0-9A-F]{8}$", ""))
                            .containsExactlyInAnyOrder(
                                    "Janitor",
                                    "ReportLostFleets",
                                    "ReportNotice",
                                    "ReportOutcome",
                                    "ReportStall",
                                    "SettleRun");
                });
    }

    @Test
    void theQueueOfDeadLettersIsEncryptedAndWantsTls() {
        assertThat(all("AWS::SQS::Queue")).singleElement().satisfies(queue -> {
            assertThat(queue.properties().get("SqsManagedSseEnabled").booleanValue())
                    .isTrue();
            assertThat(queue.properties().get("MessageRetentionPeriod").intValue())
                    .isEqualTo(14 * 24 * 3600);
        });
        assertThat(GrantedRole.list(
                        all("AWS::SQS::QueuePolicy").getFirst().properties().at("/PolicyDocument/Statement")))
                .anySatisfy(tls -> assertThat(
                                tls.at("/Condition/Bool/aws:SecureTransport").asText())
                        .isEqualTo("false"));
    }

    @Test
    void thePolicyIsStoredAsItsReaderWroteIt() {
        assertThat(all("AWS::SSM::Parameter")
                        .getFirst()
                        .properties()
                        .get("Value")
                        .textValue())
                .isEqualTo(Policies.EXAMPLE.toJson().toString());
    }

    @Test
    void tellsWhoMustConfirmWhatAndWhatIsWhere() {
        assertThat(deployment.template().at("/Outputs/Subscriptions/Value").textValue())
                .isEqualTo(
                        "Confirm the subscription in the mail that AWS has sent to ops@example.com: until then nobody is told");
        assertThat(deployment.template().get("Outputs").properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("TopicArn", "EventBusName", "TableName", "PolicyParameter");
        assertThat(all("AWS::SNS::Subscription")).singleElement().satisfies(subscription -> {
            assertThat(subscription.properties().get("Protocol").textValue()).isEqualTo("email");
            assertThat(subscription.properties().get("Endpoint").textValue()).isEqualTo("ops@example.com");
        });
    }
}
