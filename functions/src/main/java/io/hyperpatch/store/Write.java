package io.hyperpatch.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One conditional write of one item. */
public sealed interface Write {
    Key key();

    Condition condition();

    /** Replaces the whole item. */
    record Put(Key key, ObjectNode attributes, Condition condition) implements Write {
        public Put {
            attributes = attributes.deepCopy();
        }
    }

    /** Changes attributes, and makes the item if there is none. */
    record Update(Key key, List<Change> changes, Condition condition) implements Write {
        public Update {
            changes = List.copyOf(changes);
        }
    }

    record Delete(Key key, Condition condition) implements Write {}

    /** Writes nothing: only asks, as a part of a transaction. */
    record Check(Key key, Condition condition) implements Write {}
}
