package io.hyperpatch.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** One conditional write of one item. */
public sealed interface Write {
    Key key();

    Condition condition();

    /** Replaces the whole item. */
    record Put(Key key, ObjectNode attributes, Condition condition) implements Write {
        public Put {
            attributes = attributes.deepCopy();
            refuseKeys(attributes.fieldNames());
        }
    }

    /** Changes attributes, and makes the item if there is none. */
    record Update(Key key, List<Change> changes, Condition condition) implements Write {
        public Update {
            changes = List.copyOf(changes);
            Set<String> changed = new HashSet<>();
            for (Change change : changes) {
                if (!changed.add(change.attribute())) {
                    throw new IllegalArgumentException(
                            "an update of " + key + " changes '" + change.attribute() + "' twice");
                }
            }
            if (changed.isEmpty()) {
                throw new IllegalArgumentException("an update of " + key + " changes nothing");
            }
            refuseKeys(changed.iterator());
        }
    }

    record Delete(Key key, Condition condition) implements Write {}

    /** Writes nothing: only asks, as a part of a transaction. */
    record Check(Key key, Condition condition) implements Write {}

    private static void refuseKeys(Iterator<String> attributes) {
        attributes.forEachRemaining(attribute -> {
            if (Key.isPart(attribute)) {
                throw new IllegalArgumentException(
                        "an attribute is not named '" + attribute + "': that is a part of the key");
            }
        });
    }
}
