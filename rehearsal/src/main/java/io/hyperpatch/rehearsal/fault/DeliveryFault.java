package io.hyperpatch.rehearsal.fault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.Objects;

/** What goes wrong with the delivery of an event: all of it is allowed by "at least once, in no order, best effort". */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DeliveryFault.Late.class, name = "late"),
    @JsonSubTypes.Type(value = DeliveryFault.Twice.class, name = "twice"),
    @JsonSubTypes.Type(value = DeliveryFault.OutOfOrder.class, name = "outOfOrder"),
    @JsonSubTypes.Type(value = DeliveryFault.Lost.class, name = "lost")
})
public sealed interface DeliveryFault {

    /** Which deliveries it strikes. */
    Deliveries at();

    /** Its name in a scenario. */
    @JsonIgnore
    default String kind() {
        return switch (this) {
            case Late f -> "late";
            case Twice f -> "twice";
            case OutOfOrder f -> "outOfOrder";
            case Lost f -> "lost";
        };
    }

    /** Delivered so much later. */
    record Late(Deliveries at, Duration by) implements DeliveryFault {
        public Late {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(by, "by");
        }
    }

    /** Delivered a second time, so much after the first. */
    record Twice(Deliveries at, Duration apart) implements DeliveryFault {
        public Twice {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(apart, "apart");
        }
    }

    /** Each delivered by its own delay, drawn from zero to this. */
    record OutOfOrder(Deliveries at, Duration within) implements DeliveryFault {
        public OutOfOrder {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(within, "within");
        }
    }

    /** Never delivered. */
    record Lost(Deliveries at) implements DeliveryFault {
        public Lost {
            Objects.requireNonNull(at, "at");
        }
    }
}
