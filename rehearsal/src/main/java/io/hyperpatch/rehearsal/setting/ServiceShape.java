package io.hyperpatch.rehearsal.setting;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Problem;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Whether the members that the SDK models are of the kind that it models; members that it does not know may be anything.
 * The service never answers otherwise, and a document that does could be shown to no client.
 */
final class ServiceShape {

    private final Document document;
    private final String printedBy;
    private final List<Problem> problems = new ArrayList<>();

    private ServiceShape(Document document, String printedBy) {
        this.document = document;
        this.printedBy = printedBy;
    }

    /** @param printedBy the AWS CLI's command that prints such a document */
    static List<Problem> problems(Document document, SdkPojo shape, String printedBy) {
        ServiceShape check = new ServiceShape(document, printedBy);
        check.object("", document.tree(), shape);
        return check.problems;
    }

    private void object(String pointer, JsonNode value, SdkPojo shape) {
        if (!value.isObject()) {
            wrong(pointer, "is no object");
            return;
        }
        shape.sdkFields()
                .forEach(field -> value(pointer + "/" + field.locationName(), value.path(field.locationName()), field));
    }

    private void value(String pointer, JsonNode value, SdkField<?> field) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.SDK_POJO)) {
            object(pointer, value, field.constructor().get());
        } else if (type.equals(MarshallingType.LIST)) {
            list(pointer, value, field.getTrait(ListTrait.class).memberFieldInfo());
        } else if (type.equals(MarshallingType.MAP)) {
            map(pointer, value, field.getTrait(MapTrait.class).valueFieldInfo());
        } else if (type.equals(MarshallingType.STRING)) {
            unless(value.isTextual(), pointer, "is no text");
        } else if (type.equals(MarshallingType.BOOLEAN)) {
            unless(value.isBoolean(), pointer, "is neither true nor false");
        } else if (type.equals(MarshallingType.INTEGER)) {
            unless(value.isIntegralNumber() && value.canConvertToInt(), pointer, "is no whole number of 32 bits");
        } else if (type.equals(MarshallingType.INSTANT)) {
            unless(value.isTextual() || value.isNumber(), pointer, "is no point in time");
        } else {
            unless(value.isValueNode(), pointer, "is no plain value");
        }
    }

    private void list(String pointer, JsonNode value, SdkField<?> member) {
        unless(value.isArray(), pointer, "is no list");
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            if (value.get(i).isNull()) {
                wrong(pointer + "/" + i, "is null");
            }
            value(pointer + "/" + i, value.get(i), member);
        }
    }

    private void map(String pointer, JsonNode value, SdkField<?> member) {
        unless(value.isObject(), pointer, "is no object");
        value.properties()
                .forEach(entry -> value(
                        pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1"),
                        entry.getValue(),
                        member));
    }

    private void unless(boolean right, String pointer, String message) {
        if (!right) {
            wrong(pointer, message);
        }
    }

    private void wrong(String pointer, String message) {
        problems.add(
                document.problem(pointer, message, "give what `aws sagemaker " + printedBy + "` prints, unchanged"));
    }
}
