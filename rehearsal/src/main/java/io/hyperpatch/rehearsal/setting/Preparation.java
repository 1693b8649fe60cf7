package io.hyperpatch.rehearsal.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Documents;
import io.hyperpatch.document.Problem;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.PolicyReader;
import io.hyperpatch.rehearsal.scenario.Cast;
import io.hyperpatch.rehearsal.scenario.Names;
import io.hyperpatch.rehearsal.scenario.Scenario;
import io.hyperpatch.rehearsal.twin.ClusterDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sagemaker.model.ListClusterNodesResponse;

/** Prepares a rehearsal from what people gave. */
public final class Preparation {

    /** When nothing says when: a Saturday night. */
    private static final Instant USUAL_START = Instant.parse("2026-11-21T02:00:00Z");

    private static final String USUAL_CLUSTER = "eks-67";
    private static final String USUAL_IMAGE = "ami-0f1e2d3c4b5a69788";
    private static final int MAX_BUNDLED = 8 * 1024 * 1024;

    private final Given given;
    private final Instant usualStart;
    private final List<String> notes = new ArrayList<>();

    public Preparation(Given given) {
        this(given, USUAL_START);
    }

    /** @param usualStart when it begins, unless an event is given that says when it happened */
    public Preparation(Given given, Instant usualStart) {
        this.given = given;
        this.usualStart = usualStart;
    }

    /** @throws BadDocument naming what does not fit together */
    public Setting setting() {
        Document document = given.cluster().orElseGet(this::bundledCluster);
        given.nodes().ifPresent(Preparation::requireNodes);
        ClusterFacts cluster = given.scenario()
                .map(Scenario::clusterChanges)
                .map(changes -> inTheScenario(
                        () -> ClusterFacts.changed(document, filled(document, changes)), "/clusterChanges"))
                .orElseGet(() -> ClusterFacts.of(document));
        Optional<Trigger> trigger = given.event().map(event -> new EventParser().parse(event));
        Names names = cluster.names(announcedImage(cluster, trigger));
        FleetPolicy policy = policy(cluster, trigger, names);
        names = names.withImage(new TrackedImages(policy.image().track(), cluster, names.image()).main());
        Cast cast = cast(names);
        if (given.scenario().isPresent()) {
            Casualties.require(given.scenario().get().document(), names, cluster);
        }
        simulable(document, cluster);
        given.nodes().ifPresent(nodes -> NodesFit.require(nodes, cluster));
        Instant start = given.event().flatMap(Preparation::timeOf).orElse(usualStart);
        Furniture furniture = new Furniture(cluster, policy, names, cast, start, young(policy, cluster, names));
        Setting one = new Setting(
                cluster.tree(),
                given.nodes().map(Document::tree),
                tags(policy),
                policy,
                names,
                cast,
                incoming(cast, names, policy, start),
                furniture.images(),
                furniture.parameters(),
                furniture.builds(trigger.flatMap(Preparation::buildOf)),
                start,
                notes,
                List.of(),
                false,
                List.of());
        int clusters = given.scenario().map(Scenario::clusters).orElse(1);
        return clusters == 1 ? one : Neighbours.alike(one, clusters - 1);
    }

    /**
     * Says whether the tracked images are too young at the start: where people gave a policy of their own that makes young ones
     * wait, they are to see the wait. A scenario declares how its events end, and says itself how old an image is.
     */
    private boolean young(FleetPolicy policy, ClusterFacts cluster, Names names) {
        boolean waits =
                given.policy().isPresent() && policy.image().minimumAge().isPositive();
        if (!waits || cluster.images().contains(names.image())) {
            return false;
        }
        boolean young = given.scenario().isEmpty();
        String rest = young
                ? "the image that it tracks is too young as the event comes in, so that it is seen to wait."
                : "an image is old enough unless the scenario says its age; leave --scenario out to see one wait.";
        notes.add("The policy sets image.minimumAge: " + rest);
        return young;
    }

    private static void requireNodes(Document nodes) {
        List<Problem> problems = ServiceShape.problems(nodes, ListClusterNodesResponse.builder(), "list-cluster-nodes");
        if (!problems.isEmpty()) {
            throw new BadDocument(problems);
        }
    }

    /** The twin reads the documents by itself; what it cannot read is a mistake in one of them. */
    private void simulable(Document document, ClusterFacts cluster) {
        try {
            ClusterDocument.of(cluster.tree(), Optional.empty());
        } catch (IllegalArgumentException e) {
            throw misfit(document, e);
        }
        try {
            ClusterDocument.of(cluster.tree(), given.nodes().map(Document::tree));
        } catch (IllegalArgumentException e) {
            throw misfit(given.nodes().orElse(document), e);
        }
    }

    private static BadDocument misfit(Document document, IllegalArgumentException why) {
        String message = String.valueOf(why.getMessage());
        int colon = message.indexOf(": ");
        boolean placed = message.startsWith("/") && colon > 0;
        String words = placed ? message.substring(colon + 2) : message;
        int remedy = words.indexOf(": give ");
        return new BadDocument(document.problem(
                placed ? message.substring(0, colon) : "",
                remedy > 0 ? words.substring(0, remedy) : words,
                remedy > 0 ? words.substring(remedy + 2) : "give what the AWS CLI prints, unchanged"));
    }

    private Document bundledCluster() {
        String name = given.scenario().flatMap(Scenario::cluster).orElse(USUAL_CLUSTER);
        try (InputStream in = Preparation.class.getResourceAsStream("/clusters/" + name + ".json")) {
            if (in == null) {
                throw new BadDocument(
                        given.scenario()
                                .orElseThrow()
                                .document()
                                .problem(
                                        "/cluster",
                                        "is no bundled cluster",
                                        "write eks-67, eks-1000, eks-14-days, eks-default-4, eks-versions-7, eks-mixed-7, slurm-20 or slurm-hidden-4, or give a document with --cluster"));
            }
            return new Documents(MAX_BUNDLED).readJson(name + ".json", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static ObjectNode filled(Document document, ObjectNode changes) {
        return (ObjectNode) ClusterFacts.of(document).names(USUAL_IMAGE).fill(changes);
    }

    /** What the policy's tracked thing holds: as the scenario says, else as the event claims, else a fresh image. */
    private String announcedImage(ClusterFacts cluster, Optional<Trigger> trigger) {
        Optional<String> said = given.scenario().flatMap(Scenario::image);
        if (said.isPresent()) {
            return cluster.names(USUAL_IMAGE).fill(said.get());
        }
        return trigger.filter(Trigger.ImageReleased.class::isInstance)
                .map(Trigger.ImageReleased.class::cast)
                .map(Trigger.ImageReleased::imageId)
                .filter(Preparation::canBeTracked)
                .orElse(USUAL_IMAGE);
    }

    /** Events of the AWS documentation carry made-up ids such as ami-0123456789example; EC2 holds no such image. */
    private static boolean canBeTracked(String imageId) {
        return imageId.matches("ami-[0-9a-f]{8}([0-9a-f]{9})?");
    }

    private FleetPolicy policy(ClusterFacts cluster, Optional<Trigger> trigger, Names names) {
        Optional<ObjectNode> changes = given.scenario().map(scenario -> scenario.policyChanges(names));
        if (given.policy().isPresent()) {
            JsonNode narrowed = narrowed(given.policy().get(), cluster);
            return read("the policy, as the scenario changes it", narrowed, changes);
        }
        ObjectNode made = trigger.map(known -> Derivation.policy(cluster, known, names.image()))
                .orElseGet(() -> example(cluster));
        if (trigger.isPresent()) {
            notes.add("No --policy: one is derived from the event. It tracks " + made.at("/image/track")
                    + " and accepts images of the cluster's own account.");
        }
        return read("the derived policy", made, changes);
    }

    private FleetPolicy read(String name, JsonNode policy, Optional<ObjectNode> changes) {
        JsonNode changed = changes.map(patch -> MergePatch.apply(policy, patch)).orElse(policy);
        return inTheScenario(() -> new PolicyReader().read(Document.of(name, changed)), "/policy");
    }

    private <T> T inTheScenario(Supplier<T> reading, String... patches) {
        return given.scenario()
                .map(scenario -> new PatchedPlace(scenario.document(), patches).of(reading))
                .orElseGet(reading);
    }

    /** The policy that ships as the example, for this cluster. */
    private static ObjectNode example(ClusterFacts cluster) {
        try (InputStream in = Preparation.class.getResourceAsStream("/events/policies/example.yaml")) {
            ObjectNode policy = (ObjectNode) new Documents(PolicyReader.MAX_BYTES)
                    .readYaml("example.yaml", in.readAllBytes())
                    .tree();
            policy.putObject("clusters").putArray("names").add(cluster.name());
            Derivation.first(cluster, policy.withObject("/rollout"));
            if (cluster.slurm()) {
                // A group of Slurm is replaced whole, and the product refuses a policy that asks for more.
                policy.withObject("/rollout").retain("canary", "order");
            }
            return policy;
        } catch (IOException e) {
            throw new UncheckedIOException("example.yaml", e);
        }
    }

    /** There is one cluster here: a policy that names others as well is rehearsed on it alone. */
    private JsonNode narrowed(FleetPolicy policy, ClusterFacts cluster) {
        ObjectNode tree = (ObjectNode) policy.toJson();
        if (!(policy.clusters() instanceof ClusterSelection.ByName named)) {
            return tree;
        }
        if (!named.names().contains(cluster.name())) {
            throw new BadDocument(new Problem(
                    "policy " + policy.name(),
                    "/clusters/names",
                    0,
                    0,
                    named.names().toString(),
                    "does not name the cluster that is rehearsed, " + cluster.name(),
                    "add it, or give the document of one of these clusters with --cluster"));
        }
        if (named.names().size() > 1) {
            notes.add("The policy names " + named.names().size() + " clusters; only " + cluster.name()
                    + " is rehearsed.");
            tree.putObject("clusters").putArray("names").add(cluster.name());
        }
        return tree;
    }

    private Map<String, String> tags(FleetPolicy policy) {
        if (policy.clusters() instanceof ClusterSelection.ByTags tagged) {
            notes.add("The policy selects clusters by tags: the twin carries " + tagged.tags() + ".");
            return tagged.tags();
        }
        return Map.of();
    }

    private Cast cast(Names names) {
        return given.scenario().map(scenario -> scenario.cast(names)).orElseGet(() -> new Scenario(
                        Document.of("no scenario", JsonNodeFactory.instance.objectNode()))
                .cast(names));
    }

    private List<Setting.Incoming> incoming(Cast cast, Names names, FleetPolicy policy, Instant start) {
        if (given.event().isPresent()) {
            Optional<String> expect = cast.triggers().stream().findFirst().map(Cast.StagedTrigger::expect);
            return List.of(new Setting.Incoming(Duration.ZERO, given.event().get(), expect));
        }
        if (cast.triggers().isEmpty()) {
            ObjectNode usual =
                    ExampleEvents.find(ExampleEvents.announcing(policy)).orElseThrow();
            return List.of(new Setting.Incoming(
                    Duration.ZERO, ExampleEvents.about(usual, names, policy, start), Optional.empty()));
        }
        List<Setting.Incoming> incoming = new ArrayList<>();
        for (int i = 0; i < cast.triggers().size(); i++) {
            Cast.StagedTrigger staged = cast.triggers().get(i);
            JsonNode event = event(staged, i, names, policy, start);
            incoming.add(
                    new Setting.Incoming(staged.after(), event, Optional.of(staged.expect()), staged.parameters()));
        }
        return incoming;
    }

    private JsonNode event(Cast.StagedTrigger staged, int index, Names names, FleetPolicy policy, Instant start) {
        JsonNode event = staged.event();
        if (event.isTextual()) {
            ObjectNode example = ExampleEvents.find(event.asText())
                    .orElseThrow(() -> new BadDocument(given.scenario()
                            .orElseThrow()
                            .document()
                            .problem(
                                    "/triggers/" + index + "/event",
                                    "is no example in events/in",
                                    "write for instance ec2-ami-state-change, or a whole event")));
            event = ExampleEvents.about(example, names, policy, start.plus(staged.after()));
        }
        JsonNode whole = MergePatch.apply(event, staged.with());
        String trigger = "/triggers/" + index;
        inTheScenario(
                () -> new EventParser().parse(Document.of("the event", whole)), trigger + "/with", trigger + "/event");
        return whole;
    }

    private static Optional<Instant> timeOf(JsonNode event) {
        try {
            return Optional.of(OffsetDateTime.parse(event.path("time").asText()).toInstant());
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    private static Optional<String> buildOf(Trigger trigger) {
        return trigger instanceof Trigger.ImageBuilt built ? Optional.of(built.imageArn()) : Optional.empty();
    }
}
