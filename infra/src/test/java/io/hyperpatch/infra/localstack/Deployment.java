package io.hyperpatch.infra.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.infra.HyperpatchStack;
import io.hyperpatch.infra.Settings;
import io.hyperpatch.policy.FleetPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The stack as CloudFormation has made it, by the steps of {@code cdk bootstrap} and {@code cdk deploy}.
 *
 * @param template what was deployed
 * @param outputs by their names
 * @param resources physical ids by logical ids
 */
record Deployment(JsonNode template, Map<String, String> outputs, Map<String, String> resources) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static Deployment of(LocalStack aws, FleetPolicy policy, UnaryOperator<JsonNode> adaptation) {
        Path assembly = synthesized(policy);
        bootstrap(aws);
        JsonNode template = adaptation.apply(read(assembly.resolve(HyperpatchStack.NAME + ".template.json")));
        String url = publish(aws, assembly, template);
        try (CloudFormationClient cloudFormation = aws.client(CloudFormationClient.builder())) {
            cloudFormation.createStack(stack -> stack.stackName(HyperpatchStack.NAME)
                    .templateURL(url)
                    .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_NAMED_IAM));
            Await.until("the stack is made", PATIENCE, () -> ended(cloudFormation));
            return made(cloudFormation, template);
        }
    }

    private static Path synthesized(FleetPolicy policy) {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
        Path assembly = ROOT.resolve("infra/target/localstack.cdk.out");
        App app = new App(AppProps.builder().outdir(assembly.toString()).build());
        new HyperpatchStack(
                app,
                new Settings(
                        policy,
                        List.of("ops@example.com"),
                        false,
                        architecture,
                        30,
                        List.of(),
                        Optional.empty(),
                        Settings.Files.in(ROOT)));
        app.synth();
        return assembly;
    }

    /** What of {@code cdk bootstrap} the stack asks for. */
    private static void bootstrap(LocalStack aws) {
        try (SsmClient ssm = aws.client(SsmClient.builder())) {
            ssm.putParameter(parameter -> parameter
                    .name("/cdk-bootstrap/hnb659fds/version")
                    .type(ParameterType.STRING)
                    .value("21"));
        }
    }

    /** Uploads what the manifest of assets names; gives the template's place. */
    private static String publish(LocalStack aws, Path assembly, JsonNode template) {
        JsonNode manifest = read(assembly.resolve(HyperpatchStack.NAME + ".assets.json"));
        String templateKey = null;
        String bucket = null;
        try (S3Client s3 = aws.client(S3Client.builder().forcePathStyle(true))) {
            for (JsonNode asset : manifest.path("files")) {
                Path file = assembly.resolve(asset.at("/source/path").asText());
                JsonNode destination = asset.path("destinations").iterator().next();
                String key = destination.path("objectKey").asText();
                if (bucket == null) {
                    bucket = destination
                            .path("bucketName")
                            .asText()
                            .replace("${AWS::AccountId}", LocalStack.ACCOUNT)
                            .replace("${AWS::Region}", LocalStack.REGION.id());
                    String made = bucket;
                    s3.createBucket(request -> request.bucket(made));
                }
                String into = bucket;
                boolean isTemplate = file.getFileName().toString().endsWith(".template.json");
                templateKey = isTemplate ? key : templateKey;
                s3.putObject(
                        request -> request.bucket(into).key(key),
                        isTemplate ? RequestBody.fromString(template.toString()) : RequestBody.fromFile(file));
            }
        }
        return aws.endpoint() + "/" + bucket + "/" + templateKey;
    }

    private static boolean ended(CloudFormationClient cloudFormation) {
        return !cloudFormation
                .describeStacks(request -> request.stackName(HyperpatchStack.NAME))
                .stacks()
                .getFirst()
                .stackStatusAsString()
                .endsWith("_IN_PROGRESS");
    }

    private static Deployment made(CloudFormationClient cloudFormation, JsonNode template) {
        List<StackResource> all = cloudFormation
                .describeStackResources(request -> request.stackName(HyperpatchStack.NAME))
                .stackResources();
        List<StackResource> failed = all.stream()
                .filter(resource -> resource.resourceStatus() != ResourceStatus.CREATE_COMPLETE)
                .toList();
        if (!failed.isEmpty()) {
            throw new AssertionError("CloudFormation did not make " + failed);
        }
        return new Deployment(
                template,
                cloudFormation
                        .describeStacks(request -> request.stackName(HyperpatchStack.NAME))
                        .stacks()
                        .getFirst()
                        .outputs()
                        .stream()
                        .collect(Collectors.toMap(Output::outputKey, Output::outputValue)),
                all.stream()
                        .collect(
                                Collectors.toMap(StackResource::logicalResourceId, StackResource::physicalResourceId)));
    }

    /** The ARN of patch-cluster's state machine, and so on. */
    String machine(String name) {
        String camel = Stream.of(name.split("-"))
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
        return resources.get(logicalId("Workflows" + camel + "Machine"));
    }

    /** What a schedule would start, and with which input, if it were due. */
    Scheduled schedule(String name) {
        JsonNode target = template.at("/Resources/" + logicalId("Schedules" + name) + "/Properties/Target");
        return new Scheduled(
                resources.get(target.at("/Arn/Ref").asText()),
                target.path("Input").asText());
    }

    /** @param machine the ARN of the state machine */
    record Scheduled(String machine, String input) {}

    private String logicalId(String path) {
        return resources.keySet().stream()
                .filter(id -> id.matches(path + "[0-9A-F]{8}"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not among " + resources.keySet()));
    }

    private static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
