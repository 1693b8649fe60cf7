package io.hyperpatch.document;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

    private final Documents documents = new Documents(1_000_000);

    private Document read(String file, String text) {
        return documents.read(file, text.getBytes(UTF_8));
    }

    private Problem problem(String file, String text) {
        return problem(file, text.getBytes(UTF_8));
    }

    private Problem problem(String file, byte[] bytes) {
        var problems = catchThrowableOfType(BadDocument.class, () -> documents.read(file, bytes))
                .problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    @Test
    void readsTheSameTreeAsAnyOtherReader() throws IOException {
        var text = "{\"a\": [1, 2147483648, -3.50, \"x\", true, null, {}], \"b\": {\"c\": []}, \"d\": 1e3}";
        var exact = new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .configure(com.fasterxml.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

        assertThat(read("a.json", text).tree()).isEqualTo(exact.readTree(text));
        assertThat(read("a.yaml", text).tree()).hasToString(exact.readTree(text).toString());
    }

    @Test
    void losesNoDigitOfANumber() {
        var tree = read("a.json", "[12345678901234567890123, 0.12345678901234567890123]")
                .tree();

        assertThat(tree.get(0).bigIntegerValue()).isEqualTo(new BigInteger("12345678901234567890123"));
        assertThat(tree.get(1).decimalValue()).isEqualTo(new BigDecimal("0.12345678901234567890123"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /a        | 1 | 3
                    /b        | 2 | 2
                    /b/c~1d   | 3 | 5
                    /b/c~1d/1 | 3 | 17
                    /b/absent | 2 | 2
                    """)
    void knowsWhereEachFieldStands(String pointer, int line, int column) {
        var document = read("a.json", "{ \"a\": 1,\n \"b\": {\n    \"c/d\": [10, 11] } }");

        assertThat(document.place(pointer)).isEqualTo(new Place(line, column));
    }

    @ParameterizedTest
    @CsvSource({"json,[", "yaml,[", "json,'{\"a\":'", "yaml,'- '", "yaml,'{a: '"})
    void refusesAHundredThousandLevels(String format, String opening) {
        var problem = problem("deep." + format, opening.repeat(100_000));

        assertThat(problem.message()).isEqualTo("has more than 64 levels of objects and arrays");
        assertThat(problem.line()).isEqualTo(1);
    }

    @Test
    void readsAsManyLevelsAsAreAllowed() {
        assertThat(read("a.json", "[".repeat(64) + "]".repeat(64)).tree().isArray())
                .isTrue();
        assertThat(problem("a.json", "[".repeat(65) + "]".repeat(65)).message()).contains("levels");
    }

    @Test
    void refusesMoreBytesThanAllowed() {
        assertThat(problem("big.json", new byte[1_000_001]).toString())
                .isEqualTo("big.json (the document): has 1000001 bytes, more than the 1000000 that are read; "
                        + "send only the fields that are needed");
    }

    @Test
    void namesEveryFieldThatIsGivenTwice() {
        var bad = catchThrowableOfType(BadDocument.class, () -> read("a.yaml", "a: 1\nb: { c: 1, c: 2 }\na: 3\n"));

        assertThat(bad).hasMessage("""
                a.yaml:2:12 /b/c: is given twice, first in line 2; keep one of them
                a.yaml:3:1 /a: is given twice, first in line 1; keep one of them""");
    }

    @ParameterizedTest
    @CsvSource({"a.json,'{} {}'", "a.json,{}x", "a.json,1 2", "a.json,{}]", "a.yaml,'{}\n---\n{}'"})
    void refusesWhatStandsBehindTheEnd(String file, String text) {
        assertThat(problem(file, text.replace("\\n", "\n")).line()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "# only a comment\n"})
    void refusesAnEmptyDocument(String text) {
        assertThat(problem("a.yaml", text).message()).isEqualTo("is empty");
    }

    @Test
    void toleratesAByteOrderMark() {
        assertThat(read("a.json", "\uFEFF{\"a\":1}").at("/a").asInt()).isEqualTo(1);
        assertThat(read("a.yaml", "\uFEFFa: 1").at("/a").asInt()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThat(problem("a.json", new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'})
                        .message())
                .isEqualTo("is not UTF-8 text (see byte 1)");
        assertThat(problem("a.json", "{}".getBytes(UTF_16)).message()).startsWith("is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a: [&x 1, *x]                | alias
                    a: *x                        | alias
                    a: !!str 1                   | tag
                    a: !!java.net.URL [x]        | tag
                    a: !evil {}                  | tag
                    """)
    void refusesAnchorsAliasesAndTags(String yaml, String what) {
        assertThat(problem("a.yaml", yaml).message()).contains(what);
    }

    @Test
    void refusesAnAliasBomb() {
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
                + IntStream.range(1, 30)
                        .mapToObj(i -> "a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)))
                        .collect(Collectors.joining());

        assertThat(problem("bomb.yaml", bomb).message()).contains("anchor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "[-1e99999]", "1E401", "1e-999999999"})
    void refusesNumbersThatWouldFillTheMemory(String json) {
        assertThat(problem("a.json", json).message()).contains("is no number that can be used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e309", "2e308"})
    void refusesNumbersThatNoWorkflowCouldHold(String number) {
        assertThat(problem("a.json", "{\"a\": " + number + "}").pointer()).isEqualTo("/a");
        assertThat(problem("a.json", "{\"a\": " + "9".repeat(400) + "}").pointer())
                .isEqualTo("/a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a": [1, 1e999999999]} | /a/1
            {"a": [1e999999999]}    | /a/0
            """)
    void namesTheEntryThatIsRead(String json, String pointer) {
        assertThat(problem("a.json", json).pointer()).isEqualTo(pointer);
    }

    @Test
    void namesTheMemberThatIsNestedTooDeeply() {
        assertThat(problem("a.json", "{\"a\": " + "[".repeat(100) + "]".repeat(100) + "}")
                        .pointer())
                .startsWith("/a/0/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {".inf", "-.INF", ".nan", "1e999999999"})
    void refusesOrQuotesStrangeNumbersOfYaml(String yaml) {
        try {
            assertThat(read("a.yaml", "a: " + yaml).at("/a").isNumber()).isFalse();
        } catch (BadDocument refused) {
            assertThat(refused.problems().getFirst().pointer()).isEqualTo("/a");
        }
    }

    @ParameterizedTest
    @CsvSource({"a.json,{a:1}", "a.json,nul", "a.json,\"\t\"", "a.yaml,'a: [', 'a.yaml,\"x', 'a.yaml,a: b: c'"})
    void saysWhereTheTextIsMalformed(String file, String text) {
        var problem = problem(file, text);

        assertThat(problem.line()).isEqualTo(1);
        assertThat(problem.toString()).doesNotContain("\n");
    }

    @Test
    void namesTheLineThatIsIndentedWithATab() {
        assertThat(problem("a.yaml", "a: 1\nb:\n\tc: 2\n").toString())
                .isEqualTo("a.yaml:3:1 (the document): is indented with a tab, which YAML does not take;"
                        + " indent with spaces");
    }

    @Test
    void showsHostileNamesAndValuesInOnePrintableLine() {
        var document = read("a.json", "{\"a\\u001b[31m\\n\": \"\\u202eabc\\u0000\"}");

        assertThat(document.problem("/a\u001b[31m\n", "is wrong", "correct it").toString())
                .isEqualTo("a.json:1:2 /a<U+001B>[31m<U+000A> \"\\u202eabc\\u0000\": is wrong; correct it");
    }

    @Test
    void showsHostileMessagesInOnePrintableLine() {
        var document = read("a.json", "{}");

        assertThat(document.problem("/a", "quotes \u001b[31m\n", "write\u0000 it")
                        .toString())
                .isEqualTo("a.json:1:1 /a: quotes <U+001B>[31m<U+000A>; write<U+0000> it");
    }

    @Test
    void shortensValuesAndLists() {
        var document = Document.of("x", new ObjectMapper().createObjectNode().put("a", "y".repeat(1000)));
        var problem = document.problem("/a", "is long", "shorten it");

        assertThat(problem.value()).isEqualTo("\"" + "y".repeat(80) + "\" [and 920 more characters]");
        assertThat(new BadDocument(java.util.Collections.nCopies(1000, problem)).getMessage())
                .hasLineCount(51)
                .endsWith("… and 950 more");
    }
}
