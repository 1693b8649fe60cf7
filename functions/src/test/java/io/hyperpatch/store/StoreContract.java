package io.hyperpatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store has to do, alike. */
abstract class StoreContract {
    private static final Key KEY = new Key("cluster/a", "lease");
    private static final Key OTHER = new Key("cluster/a", "run/1");

    private Store store;

    /** A store that holds nothing. */
    abstract Store empty();

    @BeforeEach
    void begin() {
        store = empty();
    }

    @Test
    void readsNothingWhereNothingWasWritten() {
        assertThat(store.read(KEY)).isEmpty();
        assertThat(store.list("cluster/a", "l")).isEmpty();
    }

    @Test
    void readsBackWhatWasPut() {
        ObjectNode nested = attributes("state", "HELD").put("token", 7).put("called", true);
        nested.putArray("groups").add("canary").addObject().put("name", "train");
        put(KEY, nested);

        assertThat(read(KEY)).isEqualTo(nested);
    }

    @Test
    void replacesTheWholeItem() {
        put(KEY, attributes("old", "1"));
        put(KEY, attributes("new", "2"));

        assertThat(read(KEY)).isEqualTo(attributes("new", "2"));
    }

    @Test
    void answersAWriteWithTheItemAsItIsNow() {
        put(KEY, attributes("state", "FREE").put("token", 1));

        WriteResult result = store.write(new Write.Update(KEY, List.of(Change.add("token", 1)), Condition.exists()));

        assertThat(after(result)).isEqualTo(attributes("state", "FREE").put("token", 2));
        assertThat(read(KEY).path("token").asLong()).isEqualTo(2);
    }

    @Test
    void answersAnUnmetConditionWithTheItemAsItWasFound() {
        put(KEY, attributes("state", "HELD"));

        WriteResult result = store.write(new Write.Put(KEY, attributes("state", "FREE"), Condition.absent()));

        assertThat(refused(result)).contains(attributes("state", "HELD"));
        assertThat(read(KEY)).isEqualTo(attributes("state", "HELD"));
    }

    @Test
    void answersAnUnmetConditionOnNothingWithNothing() {
        WriteResult result = store.write(new Write.Update(KEY, List.of(Change.set("a", "b")), Condition.exists()));

        assertThat(refused(result)).isEmpty();
        assertThat(store.read(KEY)).isEmpty();
    }

    @Test
    void asksWhetherAnItemExists() {
        assertThat(holds(Condition.absent())).isTrue();
        assertThat(holds(Condition.exists())).isFalse();
        put(KEY, attributes("a", "b"));

        assertThat(holds(Condition.absent())).isFalse();
        assertThat(holds(Condition.exists())).isTrue();
    }

    @Test
    void asksWhetherAnAttributeIsMissing() {
        assertThat(holds(Condition.missing("outcome")))
                .as("of an item that is absent")
                .isTrue();
        put(KEY, attributes("outcome", "Verified"));

        assertThat(holds(Condition.missing("outcome"))).isFalse();
        assertThat(holds(Condition.missing("other"))).isTrue();
    }

    @Test
    void comparesTextsNumbersAndTruths() {
        put(KEY, attributes("state", "HELD").put("token", 3).put("called", false));

        assertThat(holds(Condition.equal("state", "HELD"))).isTrue();
        assertThat(holds(Condition.equal("state", "held"))).isFalse();
        assertThat(holds(Condition.equal("token", 3L))).isTrue();
        assertThat(holds(Condition.equal("token", 4L))).isFalse();
        assertThat(holds(Condition.equal("token", "3")))
                .as("a text is no number")
                .isFalse();
        assertThat(holds(Condition.equal("called", false))).isTrue();
        assertThat(holds(Condition.equal("called", true))).isFalse();
        assertThat(holds(Condition.equal("nothing", false)))
                .as("what is missing equals nothing")
                .isFalse();
    }

    @Test
    void comparesANumberWithALimit() {
        put(KEY, attributes("text", "1").put("dueAt", 10));

        assertThat(holds(Condition.atMost("dueAt", 10))).isTrue();
        assertThat(holds(Condition.atMost("dueAt", 11))).isTrue();
        assertThat(holds(Condition.atMost("dueAt", 9))).isFalse();
        assertThat(holds(Condition.atMost("missing", 9))).isFalse();
        assertThat(holds(Condition.atMost("text", 9))).isFalse();
    }

    @Test
    void combinesConditions() {
        put(KEY, attributes("a", "1"));
        Condition yes = Condition.equal("a", "1");
        Condition no = Condition.equal("a", "2");

        assertThat(holds(Condition.always())).isTrue();
        assertThat(holds(Condition.all(yes, yes))).isTrue();
        assertThat(holds(Condition.all(yes, no))).isFalse();
        assertThat(holds(Condition.any(no, yes))).isTrue();
        assertThat(holds(Condition.any(no, no))).isFalse();
        assertThat(holds(Condition.all(Condition.any(no, yes), Condition.missing("b"))))
                .isTrue();
    }

    @Test
    void updatesSomeAttributesAndKeepsTheOthers() {
        put(KEY, attributes("keep", "k").put("change", "old").put("drop", "d"));

        store.write(
                new Write.Update(KEY, List.of(Change.set("change", "new"), Change.remove("drop")), Condition.always()));

        assertThat(read(KEY)).isEqualTo(attributes("keep", "k").put("change", "new"));
    }

    @Test
    void makesTheItemThatAnUpdateDoesNotFind() {
        store.write(new Write.Update(KEY, List.of(Change.set("a", true)), Condition.absent()));

        assertThat(read(KEY)).isEqualTo(Json.object().put("a", true));
    }

    @Test
    void addsToANumberAndTakesAMissingOneForZero() {
        Write raise = new Write.Update(KEY, List.of(Change.add("signals", 2)), Condition.always());
        store.write(raise);
        store.write(raise);

        assertThat(read(KEY).path("signals").asLong()).isEqualTo(4);
    }

    @Test
    void removesAnAttributeThatIsNotThereWithoutAWord() {
        put(KEY, attributes("a", "1"));

        store.write(new Write.Update(KEY, List.of(Change.remove("b")), Condition.exists()));

        assertThat(read(KEY)).isEqualTo(attributes("a", "1"));
    }

    @Test
    void deletes() {
        put(KEY, attributes("a", "1"));

        assertThat(refused(store.write(new Write.Delete(KEY, Condition.equal("a", "2")))))
                .isPresent();
        assertThat(store.read(KEY)).isPresent();
        assertThat(((WriteResult.Written) store.write(new Write.Delete(KEY, Condition.equal("a", "1")))).after())
                .isEmpty();
        assertThat(store.read(KEY)).isEmpty();
    }

    @Test
    void listsOnePartitionInTheOrderOfTheSortKeys() {
        for (String sort : List.of("run/b/000010", "run/b/000002", "run/a/000001", "lease", "run0")) {
            put(new Key("cluster/a", sort), attributes("is", sort));
        }
        put(new Key("cluster/a2", "run/b/000001"), attributes("is", "of another partition"));
        put(new Key("cluster/", "run/b/000001"), attributes("is", "of another partition"));

        assertThat(sorts(store.list("cluster/a", "run/")))
                .containsExactly("run/a/000001", "run/b/000002", "run/b/000010");
        assertThat(sorts(store.list("cluster/a", "run/b/"))).containsExactly("run/b/000002", "run/b/000010");
        assertThat(store.list("cluster/a", "run/c")).isEmpty();
    }

    @Test
    void writesAllOfATransaction() {
        put(OTHER, attributes("n", "1"));

        TransactionResult result = store.transact(List.of(
                new Write.Put(KEY, attributes("a", "1"), Condition.absent()),
                new Write.Update(OTHER, List.of(Change.set("n", "2")), Condition.equal("n", "1")),
                new Write.Check(new Key("switch", "all"), Condition.absent())));

        assertThat(result).isInstanceOf(TransactionResult.Written.class);
        assertThat(read(KEY)).isEqualTo(attributes("a", "1"));
        assertThat(read(OTHER)).isEqualTo(attributes("n", "2"));
        assertThat(store.read(new Key("switch", "all")))
                .as("a check writes nothing")
                .isEmpty();
    }

    @Test
    void writesNothingOfATransactionThatIsRefusedAndNamesTheFirstUnmetCondition() {
        put(OTHER, attributes("n", "1"));

        TransactionResult result = store.transact(List.of(
                new Write.Put(KEY, attributes("a", "1"), Condition.absent()),
                new Write.Check(OTHER, Condition.equal("n", "2")),
                new Write.Delete(new Key("x", "y"), Condition.exists())));

        assertThat(result).isInstanceOfSatisfying(TransactionResult.Refused.class, refused -> {
            assertThat(refused.index()).isEqualTo(1);
            assertThat(refused.current().map(StoreContract::plain)).contains(attributes("n", "1"));
        });
        assertThat(store.read(KEY)).isEmpty();
    }

    @Test
    void refusesATransactionOnSomethingAbsentWithNothingFound() {
        TransactionResult result = store.transact(List.of(new Write.Check(KEY, Condition.exists())));

        assertThat(result).isEqualTo(new TransactionResult.Refused(0, Optional.empty()));
    }

    @Test
    void refusesATransactionThatNamesAKeyTwice() {
        List<Write> twice = List.of(
                new Write.Check(KEY, Condition.absent()), new Write.Put(KEY, attributes("a", "1"), Condition.always()));

        assertThatThrownBy(() -> store.transact(twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(KEY.toString());
        assertThat(store.read(KEY)).isEmpty();
    }

    @Test
    void refusesATransactionOfNothingOrOfTooMuch() {
        List<Write> most = IntStream.range(0, Store.MAX_TRANSACTION)
                .<Write>mapToObj(i -> new Write.Put(new Key("p", "s" + i), attributes("i", "1"), Condition.always()))
                .toList();
        List<Write> more = IntStream.rangeClosed(0, Store.MAX_TRANSACTION)
                .<Write>mapToObj(i -> new Write.Delete(new Key("p", "s" + i), Condition.always()))
                .toList();

        assertThat(store.transact(most)).isInstanceOf(TransactionResult.Written.class);
        assertThatThrownBy(() -> store.transact(more)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.transact(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.list("p", "s")).hasSize(Store.MAX_TRANSACTION);
    }

    @Test
    void readsBackEveryKindOfValue() {
        ObjectNode all = Json.object()
                .put("empty", "")
                .put("unicode", "Größe 東京 \uD83D\uDE80 \u0000 \u2028")
                .put("yes", true)
                .put("int", Integer.MIN_VALUE)
                .put("long", Long.MAX_VALUE)
                .put("fraction", 0.1)
                .put("exact", new BigDecimal("12345678901234567890.123456789"))
                .put("beyond", new BigInteger("123456789012345678901234567890"))
                .put("zero", 0)
                .putNull("null");
        all.putArray("list").add("a").add(1).addNull().add(false).addArray().addObject();
        all.putObject("object").put("päth.with[0] #:", 1);
        all.putArray("none");
        all.putObject("nothing");
        put(KEY, all);

        ObjectNode found = store.read(KEY).orElseThrow().attributes();
        assertThat(same(found, all)).as(found + " as " + all).isTrue();
    }

    @Test
    void readsBackWhatIsDeeplyNested() {
        ObjectNode top = Json.object();
        ObjectNode inner = top;
        for (int level = 0; level < 30; level++) {
            inner.put("level", level);
            inner = inner.putObject("deeper");
        }
        put(KEY, top);

        assertThat(read(KEY)).isEqualTo(top);
    }

    @Test
    void keepsALargeItem() {
        ObjectNode large = attributes("text", "ü".repeat(180_000)).put("n", 1);
        put(KEY, large);
        WriteResult result = store.write(new Write.Update(KEY, List.of(Change.add("n", 1)), Condition.equal("n", 1)));

        assertThat(after(result)).isEqualTo(large.put("n", 2));
    }

    @Test
    void listsMoreThanOneAnswerOfTheServiceHolds() {
        List<String> sorts = IntStream.range(0, 12)
                .mapToObj(i -> String.format("page/%04d", i))
                .toList();
        sorts.forEach(sort -> put(new Key("run/a", sort), attributes("text", sort + "x".repeat(300_000))));

        List<Item> found = store.list("run/a", "page/");

        assertThat(sorts(found)).containsExactlyElementsOf(sorts);
        assertThat(found).allSatisfy(item -> assertThat(item.text("text").orElseThrow())
                .startsWith(item.key().sort()));
    }

    @Test
    void ordersSortKeysByTheirBytes() {
        for (String sort : List.of("k/\uD83D\uDE80", "k/\uFF5E", "k/z", "k/Z", "k/ü")) {
            put(new Key("p", sort), attributes("is", sort));
        }

        assertThat(sorts(store.list("p", "k/"))).containsExactly("k/Z", "k/z", "k/ü", "k/\uFF5E", "k/\uD83D\uDE80");
    }

    @Test
    void asksOfAttributesWhateverTheirNames() {
        put(
                KEY,
                Json.object()
                        .put("name", "reserved")
                        .put("a.b", 1)
                        .put("c[0]", 2)
                        .put("#d", 3)
                        .put(":e", 4));
        store.write(new Write.Update(
                KEY,
                List.of(Change.set("a.b", 10), Change.add("c[0]", 10), Change.remove("#d")),
                Condition.all(Condition.equal("name", "reserved"), Condition.equal(":e", 4))));

        assertThat(read(KEY))
                .isEqualTo(Json.object()
                        .put("name", "reserved")
                        .put("a.b", 10)
                        .put("c[0]", 12)
                        .put(":e", 4));
    }

    @Test
    void comparesNumbersByTheirValue() {
        ObjectNode nested = Json.object().put("n", 3);
        put(
                KEY,
                Json.object().put("int", 3).put("long", 3L).put("fraction", 9.5).set("nested", nested));

        assertThat(holds(Condition.equal("int", 3L))).isTrue();
        assertThat(holds(new Condition.Equal("long", IntNode.valueOf(3)))).isTrue();
        assertThat(holds(new Condition.Equal("int", DoubleNode.valueOf(3.0)))).isTrue();
        assertThat(holds(new Condition.Equal("fraction", DoubleNode.valueOf(9.5))))
                .isTrue();
        assertThat(holds(Condition.atMost("fraction", 9))).isFalse();
        assertThat(holds(Condition.atMost("fraction", 10))).isTrue();
        assertThat(holds(new Condition.Equal("nested", Json.object().put("n", 3L))))
                .isTrue();
        assertThat(holds(new Condition.Equal("nested", Json.object().put("n", 4L))))
                .isFalse();
    }

    @Test
    void tellsNullFromMissing() {
        put(KEY, Json.object().putNull("null"));

        assertThat(holds(Condition.missing("null"))).isFalse();
        assertThat(holds(new Condition.Equal("null", NullNode.instance))).isTrue();
        assertThat(holds(new Condition.Equal("missing", NullNode.instance))).isFalse();
    }

    @Test
    void asksForNothingAsAPartOfMore() {
        assertThat(holds(Condition.all(Condition.always(), Condition.absent()))).isTrue();
        assertThat(holds(Condition.any(Condition.exists(), Condition.always()))).isTrue();
        put(KEY, attributes("a", "b"));

        assertThat(holds(Condition.all(Condition.always(), Condition.absent()))).isFalse();
        assertThat(holds(Condition.any(Condition.exists(), Condition.always()))).isTrue();
    }

    @Test
    void doesNotAddToWhatIsNoNumber() {
        put(KEY, attributes("signals", "many"));

        assertThatThrownBy(
                        () -> store.write(new Write.Update(KEY, List.of(Change.add("signals", 1)), Condition.always())))
                .isInstanceOf(RuntimeException.class);
        assertThat(read(KEY)).isEqualTo(attributes("signals", "many"));
    }

    @Test
    void knowsACheckInTransactionsOnly() {
        assertThatThrownBy(() -> store.write(new Write.Check(KEY, Condition.absent())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void refusesWhatNoStoreCouldDo() {
        assertThatThrownBy(() -> new Write.Put(KEY, attributes(Key.SORT, "a"), Condition.always()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'sort'");
        assertThatThrownBy(() -> new Write.Update(KEY, List.of(Change.remove(Key.PARTITION)), Condition.always()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'partition'");
        assertThatThrownBy(() -> new Write.Update(KEY, List.of(), Condition.always()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() ->
                        new Write.Update(KEY, List.of(Change.set("a", 1), Change.add("a", 1)), Condition.always()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a' twice");
        assertThatThrownBy(Condition::all).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.list("cluster/a", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsATransactionPutUpdateDeleteAndCheckTogether() {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < Store.MAX_TRANSACTION / 4; i++) {
            put(new Key("p", "updated" + i), attributes("state", "FREE").put("n", i));
            put(new Key("p", "deleted" + i), attributes("state", "HELD"));
            writes.add(new Write.Put(new Key("p", "put" + i), attributes("i", "1"), Condition.absent()));
            writes.add(new Write.Update(
                    new Key("p", "updated" + i),
                    List.of(Change.add("n", 1), Change.set("seen", true), Change.remove("state")),
                    Condition.atMost("n", i)));
            writes.add(new Write.Delete(new Key("p", "deleted" + i), Condition.equal("state", "HELD")));
            writes.add(new Write.Check(new Key("p", "checked" + i), Condition.absent()));
        }

        assertThat(store.transact(writes)).isInstanceOf(TransactionResult.Written.class);
        assertThat(store.list("p", "put")).hasSize(25);
        assertThat(store.list("p", "deleted")).isEmpty();
        assertThat(read(new Key("p", "updated7")))
                .isEqualTo(Json.object().put("n", 8).put("seen", true));
        assertThat(store.transact(writes))
                .isEqualTo(new TransactionResult.Refused(0, store.read(new Key("p", "put0"))));
    }

    @Test
    void keepsItsItemsToItself() {
        ObjectNode given = attributes("a", "1");
        Write put = new Write.Put(KEY, given, Condition.always());
        given.put("a", "changed before the write");
        WriteResult.Written answer = (WriteResult.Written) store.write(put);
        answer.after().orElseThrow().attributes().put("a", "changed in the answer");
        store.read(KEY).orElseThrow().attributes().put("a", "changed after a read");
        store.list("cluster/a", "lease").getFirst().attributes().put("a", "changed after a listing");

        assertThat(read(KEY)).isEqualTo(attributes("a", "1"));
    }

    @Test
    void keepsNestedValuesToItself() {
        ObjectNode nested = Json.object().put("n", 1);
        Write write = new Write.Update(KEY, List.of(Change.set("value", nested)), Condition.always());
        nested.put("n", 2);
        store.write(write);
        ((ObjectNode) store.read(KEY).orElseThrow().get("value").orElseThrow()).put("n", 3);

        assertThat(read(KEY).at("/value/n").asInt()).isEqualTo(1);
    }

    @Test
    void writesNothingThatIsForNewerVersionsOnly() {
        ObjectNode newer = attributes("state", "FREE").put(ItemVersion.WRITABLE_FROM, ItemVersion.OURS + 1);
        put(KEY, newer);
        List<Write> writes = List.of(
                new Write.Update(KEY, List.of(Change.set("state", "HELD")), Condition.equal("state", "FREE")),
                new Write.Update(KEY, List.of(Change.set("state", "HELD")), Condition.always()),
                new Write.Update(KEY, List.of(Change.set("state", "HELD")), Condition.absent()),
                new Write.Put(KEY, attributes("state", "HELD"), Condition.always()),
                new Write.Delete(KEY, Condition.always()));

        for (Write write : writes) {
            assertThatThrownBy(() -> store.write(write))
                    .isInstanceOf(WrittenByNewerVersion.class)
                    .hasMessageContainingAll(KEY.toString(), "version 2", "deploy the newer version");
            assertThatThrownBy(() -> store.transact(List.of(write))).isInstanceOf(WrittenByNewerVersion.class);
        }
        assertThat(read(KEY)).isEqualTo(newer);
    }

    @Test
    void writesNothingOfATransactionThatChecksWhatIsForNewerVersionsOnly() {
        put(OTHER, attributes("state", "HELD").put(ItemVersion.WRITABLE_FROM, ItemVersion.OURS + 1));

        assertThatThrownBy(() -> store.transact(List.of(
                        new Write.Update(KEY, List.of(Change.set("a", "1")), Condition.absent()),
                        new Write.Check(OTHER, Condition.equal("state", "HELD")))))
                .isInstanceOf(WrittenByNewerVersion.class)
                .hasMessageContaining(OTHER.toString());
        assertThat(store.read(KEY)).isEmpty();
    }

    @Test
    void answersTheFirstUnmetConditionThoughALaterItemIsForNewerVersionsOnly() {
        put(OTHER, attributes("state", "HELD").put(ItemVersion.WRITABLE_FROM, ItemVersion.OURS + 1));

        TransactionResult result = store.transact(
                List.of(new Write.Check(KEY, Condition.exists()), new Write.Check(OTHER, Condition.always())));

        assertThat(result).isEqualTo(new TransactionResult.Refused(0, Optional.empty()));
    }

    @Test
    void writesWhatThisVersionAndEarlierOnesMayWrite() {
        put(KEY, attributes("state", "FREE").put(ItemVersion.WRITABLE_FROM, ItemVersion.OURS));

        assertThat(holds(Condition.equal("state", "FREE"))).isTrue();
        assertThat(holds(Condition.equal("state", "HELD"))).isFalse();
        assertThat(after(store.write(new Write.Update(KEY, List.of(Change.set("state", "HELD")), Condition.exists()))))
                .isEqualTo(attributes("state", "HELD").put(ItemVersion.WRITABLE_FROM, ItemVersion.OURS));
    }

    @Test
    void writesNothingWhereAVersionCannotBeRead() {
        put(KEY, attributes("state", "FREE").put(ItemVersion.WRITABLE_FROM, "two"));

        assertThatThrownBy(() -> store.write(new Write.Delete(KEY, Condition.exists())))
                .isInstanceOf(WrittenByNewerVersion.class);
    }

    private void put(Key key, ObjectNode attributes) {
        assertThat(store.write(new Write.Put(key, attributes, Condition.always())))
                .isInstanceOf(WriteResult.Written.class);
    }

    private ObjectNode read(Key key) {
        return plain(store.read(key).orElseThrow());
    }

    /** A check on its own: DynamoDB knows it in transactions only. */
    private boolean holds(Condition condition) {
        return store.transact(List.of(new Write.Check(KEY, condition))) instanceof TransactionResult.Written;
    }

    private static ObjectNode after(WriteResult result) {
        return plain(((WriteResult.Written) result).after().orElseThrow());
    }

    private static Optional<JsonNode> refused(WriteResult result) {
        return ((WriteResult.Refused) result).current().map(StoreContract::plain);
    }

    /** Numbers may come back as another type, never as another value. */
    private static boolean same(JsonNode a, JsonNode b) {
        return a.equals(
                (x, y) -> x.isNumber() && y.isNumber()
                        ? x.decimalValue().compareTo(y.decimalValue())
                        : x.equals(y) ? 0 : 1,
                b);
    }

    /** Read anew, since a whole number may come as an int or a long. */
    private static ObjectNode plain(Item item) {
        try {
            return (ObjectNode) Json.mapper().readTree(item.attributes().toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> sorts(List<Item> items) {
        return items.stream().map(item -> item.key().sort()).toList();
    }

    private static ObjectNode attributes(String name, String value) {
        return Json.object().put(name, value);
    }
}
