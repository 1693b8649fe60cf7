package io.hyperpatch.rehearsal.scenario;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Problem;
import io.hyperpatch.document.Problems;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.scenario.Cast.Expectation;
import io.hyperpatch.rehearsal.scenario.Cast.Lateness;
import io.hyperpatch.rehearsal.scenario.Cast.StagedAct;
import io.hyperpatch.rehearsal.scenario.Cast.StagedAlarm;
import io.hyperpatch.rehearsal.scenario.Cast.StagedImage;
import io.hyperpatch.rehearsal.scenario.Cast.StagedRole;
import io.hyperpatch.rehearsal.scenario.Cast.StagedTrigger;
import io.hyperpatch.rehearsal.twin.Happening;
import io.hyperpatch.rehearsal.twin.Images;
import io.hyperpatch.rehearsal.twin.Mishaps;
import io.hyperpatch.rehearsal.twin.NodeBefore;
import io.hyperpatch.rehearsal.twin.Pace;
import io.hyperpatch.rehearsal.twin.TwinBehaviour;
import io.hyperpatch.rehearsal.twin.Unknowns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a scenario's parts into what plays them; a part that cannot be played is named with its place. */
final class Casting {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Document document;
    private final Names names;
    private final List<Problem> problems = new ArrayList<>();

    Casting(Document document, Names names) {
        this.document = document;
        this.names = names;
    }

    Cast cast() {
        TwinBehaviour twin = new TwinBehaviour(
                one("/twin/pace", Pace.class),
                one("/twin/images", Images.class),
                each("/twin/nodesBefore", NodeBefore.class),
                one("/twin/mishaps", Mishaps.class),
                each("/happenings", Happening.class),
                one("/twin/unknowns", Unknowns.class));
        List<StagedImage> images = each("/images", StagedImage.class);
        List<StagedAlarm> alarms = each("/alarms", StagedAlarm.class);
        List<StagedRole> roles = each("/roles", StagedRole.class);
        List<Fault> faults = each("/faults", Fault.class);
        List<DeliveryFault> delivery = each("/delivery", DeliveryFault.class);
        List<ExecutionFault> executions = each("/executions", ExecutionFault.class);
        List<Lateness> alarmsLate = each("/alarmsLate", Lateness.class);
        List<StagedAct> people = each("/people", StagedAct.class);
        List<StagedTrigger> triggers = each("/triggers", StagedTrigger.class);
        JsonNode expect = document.at("/expect");
        Expectation expectation = expect.isObject()
                ? one("/expect", Expectation.class)
                : read("/expect", JsonNodeFactory.instance.objectNode(), Expectation.class);
        if (!problems.isEmpty()) {
            throw new BadDocument(Problems.inOrder(problems));
        }
        return new Cast(
                twin,
                images,
                alarms,
                roles,
                parameters(),
                faults,
                delivery,
                executions,
                alarmsLate,
                people,
                triggers,
                expectation);
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        document.at("/parameters")
                .properties()
                .forEach(each -> parameters.put(
                        names.fill(each.getKey()), names.fill(each.getValue().asText())));
        return parameters;
    }

    private <T> T one(String pointer, Class<T> type) {
        JsonNode node = document.at(pointer);
        return node.isMissingNode() ? null : read(pointer, node, type);
    }

    private <T> List<T> each(String pointer, Class<T> type) {
        List<T> all = new ArrayList<>();
        JsonNode list = document.at(pointer);
        for (int i = 0; i < list.size(); i++) {
            T part = read(pointer + "/" + i, list.get(i), type);
            if (part != null) {
                all.add(part);
            }
        }
        return all;
    }

    private <T> T read(String pointer, JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(names.fill(node), type);
        } catch (ValueInstantiationException e) {
            refused(
                    pointer + place(e),
                    Optional.ofNullable(e.getCause())
                            .map(Throwable::getMessage)
                            .orElse("a member of it holds nothing"));
        } catch (JsonMappingException e) {
            problem(pointer + place(e), e.getOriginalMessage());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            problem(pointer, e.getOriginalMessage());
        }
        return null;
    }

    /** A part may name the member that it refuses: {@code /request: …}. */
    private void refused(String pointer, String why) {
        int colon = why.indexOf(": ");
        if (why.startsWith("/") && colon > 0) {
            problem(pointer + why.substring(0, colon), why.substring(colon + 2));
        } else {
            problem(pointer, why);
        }
    }

    private void problem(String pointer, String why) {
        problems.add(document.problem(pointer, "cannot be played: " + why, "see docs/scenarios.md"));
    }

    private static String place(JsonMappingException e) {
        StringBuilder place = new StringBuilder();
        e.getPath().forEach(reference -> place.append('/')
                .append(reference.getFieldName() == null ? reference.getIndex() : reference.getFieldName()));
        return place.toString();
    }
}
