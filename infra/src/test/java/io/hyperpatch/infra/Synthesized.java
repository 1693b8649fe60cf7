package io.hyperpatch.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.policy.FleetPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/** The template of a deployment, as JSON. Each kind is made once for all tests: it takes seconds. */
record Synthesized(JsonNode template, Path folder) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<Settings, Synthesized> MADE = new ConcurrentHashMap<>();

    /** A resource and its logical id. */
    record Resource(String id, JsonNode json) {
        JsonNode properties() {
            return json.get("Properties");
        }

        String type() {
            return json.get("Type").textValue();
        }
    }

    static Synthesized of(FleetPolicy policy) {
        return of(settings(policy));
    }

    static Synthesized of(Settings settings) {
        return MADE.computeIfAbsent(settings, Synthesized::make);
    }

    static Settings settings(FleetPolicy policy) {
        return new Settings(
                policy, List.of("ops@example.com"), true, "arm64", 90, List.of(), Optional.empty(), files());
    }

    private static Settings.Files files() {
        try {
            Path zip = Path.of("target/test-functions.zip").toAbsolutePath();
            if (!Files.exists(zip)) {
                Files.createDirectories(zip.getParent());
                Files.writeString(zip, "what is in it does not matter here");
            }
            return new Settings.Files(zip, ROOT.resolve("statemachines"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Synthesized make(Settings settings) {
        try {
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "cdk-");
            App app = new App(AppProps.builder().outdir(folder.toString()).build());
            HyperpatchStack stack = new HyperpatchStack(app, settings);
            return new Synthesized(MAPPER.valueToTree(Template.fromStack(stack).toJSON()), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<Resource> resources() {
        return template.get("Resources").properties().stream()
                .map(entry -> new Resource(entry.getKey(), entry.getValue()));
    }

    Stream<Resource> resources(String type) {
        return resources().filter(resource -> resource.type().equals(type));
    }

    Resource resource(String id) {
        return new Resource(id, template.get("Resources").get(id));
    }

    /** What the only {@code {"Ref": id}} or {@code {"Fn::GetAtt": [id, …]}} points at. */
    Resource target(JsonNode reference) {
        String id = reference.has("Ref")
                ? reference.get("Ref").textValue()
                : reference.path("Fn::GetAtt").path(0).textValue();
        if (id == null) {
            throw new AssertionError("no reference: " + reference);
        }
        return resource(id);
    }
}
