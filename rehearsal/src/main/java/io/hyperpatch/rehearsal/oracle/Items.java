package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The items of the product's store, found by their partitions: what a year leaves is too much to be read for each question. */
final class Items extends AbstractList<Evidence.Stored> {
    private final List<Evidence.Stored> all;
    private final Map<String, List<Evidence.Stored>> partitions = new LinkedHashMap<>();
    private final Map<String, JsonNode> runs = new LinkedHashMap<>();
    private final List<Evidence.Stored> runItems = new ArrayList<>();

    private Items(List<Evidence.Stored> items) {
        this.all = List.copyOf(items);
        for (Evidence.Stored item : all) {
            partitions
                    .computeIfAbsent(item.partition(), partition -> new ArrayList<>())
                    .add(item);
            if (item.partition().startsWith("cluster/") && item.sort().startsWith("run/")) {
                runItems.add(item);
                runs.putIfAbsent(item.attributes().path("name").asText(), item.attributes());
            }
        }
    }

    static Items of(List<Evidence.Stored> items) {
        return items instanceof Items found ? found : new Items(items);
    }

    /** Those of a partition, in their order. */
    Stream<Evidence.Stored> in(String partition) {
        return partitions.getOrDefault(partition, List.of()).stream();
    }

    /** Those of runs, in their order. */
    Stream<Evidence.Stored> runs() {
        return runItems.stream();
    }

    /** The stored attributes of a run. */
    Optional<JsonNode> run(String name) {
        return Optional.ofNullable(runs.get(name));
    }

    @Override
    public Evidence.Stored get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }
}
