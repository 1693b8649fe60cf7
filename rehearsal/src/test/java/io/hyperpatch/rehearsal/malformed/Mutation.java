package io.hyperpatch.rehearsal.malformed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What can be wrong with a document. Each makes one mutant of a sample; a seed chooses where and how. */
enum Mutation {
    DROP {
        @Override
        Mutant of(Sample sample, Random random) {
            var edit = new Edit(sample, random, pointer -> true);
            edit.remove();
            return edit.mutant("drops what stands", edit.pointer);
        }
    },
    RENAME {
        @Override
        Mutant of(Sample sample, Random random) {
            var edit = new Edit(sample, random, pointer -> isMember(sample, pointer));
            var name = misspelt(edit.name(), random);
            var object = (ObjectNode) edit.parent();
            var value = object.remove(edit.name());
            var at = Mutant.parent(edit.pointer) + "/" + Sample.escaped(name);
            object.set(name, value);
            return edit.mutant("renames to '" + name + "'", edit.pointer, at);
        }
    },
    EXTRA {
        @Override
        Mutant of(Sample sample, Random random) {
            var edit = new Edit(
                    sample, random, pointer -> sample.tree().at(pointer).isObject());
            ((ObjectNode) edit.value())
                    .set(
                            "xUnknown",
                            random.nextBoolean()
                                    ? TextNode.valueOf("x")
                                    : edit.value().deepCopy());
            return edit.mutant("adds a member", edit.pointer + "/xUnknown");
        }
    },
    TWICE {
        @Override
        Mutant of(Sample sample, Random random) {
            var edit = new Edit(sample, random, pointer -> isMember(sample, pointer));
            ((ObjectNode) edit.parent()).set(RAW, random.nextBoolean() ? edit.value() : TextNode.valueOf("other"));
            return edit.rawMutant("gives twice", quoted(RAW), quoted(edit.name()));
        }
    },
    EMPTIED {
        @Override
        Mutant of(Sample sample, Random random) {
            return replaced(sample, random, List.of("null", "\"\"", "[]", "{}"));
        }
    },
    RETYPED {
        @Override
        Mutant of(Sample sample, Random random) {
            return replaced(
                    sample,
                    random,
                    List.of(
                            "true",
                            "false",
                            "0",
                            "7",
                            "\"7\"",
                            "\"true\"",
                            "\"null\"",
                            "[7]",
                            "[null]",
                            "[[]]",
                            "[{}]",
                            "{\"a\": 7}",
                            "{\"\": null}"));
        }
    },
    NUMBER {
        @Override
        Mutant of(Sample sample, Random random) {
            return replaced(
                    sample,
                    random,
                    List.of(
                            "-1",
                            "-0",
                            "0.5",
                            "1.0",
                            "1e2",
                            "2147483648",
                            "9223372036854775808",
                            "99999999999999999999999999",
                            "1e400",
                            "1e999999999",
                            "-1e-400",
                            "1e-999999999"));
        }
    },
    TEXT {
        @Override
        Mutant of(Sample sample, Random random) {
            return replaced(
                    sample,
                    random,
                    List.of(
                            "\" \"",
                            "\"\\u0000\"",
                            "\"a\\nb\\r\\tc\\u001b[31m\\u007f\\u0085\"",
                            "\"\\u202egpj.exe\\u2066\"",
                            "\"\\ud800\"",
                            "\"\\ufeff\"",
                            "\"\\ud83d\\ude80 \\u00e9\\u4e2d\\u6587\"",
                            "\"${jndi:ldap://x}{% $x %}<b>'\\\";--\"",
                            "\"{image}{largest}{cluster}{nothing}\"",
                            quoted("x".repeat(5000)),
                            quoted("a".repeat(70_000)),
                            "\"P1Y\"",
                            "\"-PT1S\"",
                            "\"PT99999999999999999999S\"",
                            "\"PT0S\"",
                            "\"P99999D\"",
                            "\"AVAILABLE\"",
                            "\"verified\"",
                            "\"../../etc/passwd\""));
        }
    },
    /** ARNs, dates, ids and words with one wrong character. */
    ONE_CHARACTER {
        @Override
        Mutant of(Sample sample, Random random) {
            var edit = new Edit(
                    sample, random, pointer -> sample.tree().at(pointer).isTextual());
            edit.replace(TextNode.valueOf(misspelt(edit.value().textValue(), random)));
            return edit.mutant("changes one character", edit.pointer);
        }
    },
    DEEP {
        @Override
        Mutant of(Sample sample, Random random) {
            int levels = random.nextBoolean() ? 70 : 20_000;
            boolean lists = random.nextBoolean();
            var deep =
                    (lists ? "[" : "{\"a\":").repeat(levels) + (lists ? "" : "0") + (lists ? "]" : "}").repeat(levels);
            return replaced(sample, random, List.of(deep));
        }
    },
    TRUNCATED {
        @Override
        Mutant of(Sample sample, Random random) {
            return text(sample, CUT_OFF, Arrays.copyOf(sample.bytes(), random.nextInt(sample.bytes().length)));
        }
    },
    PROLONGED {
        @Override
        Mutant of(Sample sample, Random random) {
            var more = List.of("{}", "]", "}", ",", "null", "\n---\n{}", "\u0000", "\n%TAG ! x\n", "<html>");
            var tail = more.get(random.nextInt(more.size()));
            return text(sample, "goes on with " + tail, (string(sample) + tail).getBytes(UTF_8));
        }
    },
    ENCODED {
        @Override
        Mutant of(Sample sample, Random random) {
            var text = string(sample);
            return switch (random.nextInt(7)) {
                case 0 -> text(sample, "in UTF-16LE", text.getBytes(UTF_16LE));
                case 1 -> text(sample, "in UTF-16BE with its mark", ("\uFEFF" + text).getBytes(UTF_16BE));
                case 2 -> text(sample, "with a mark in UTF-8", ("\uFEFF" + text).getBytes(UTF_8));
                case 3 -> text(sample, "with two marks", ("\uFEFF\uFEFF" + text).getBytes(UTF_8));
                case 4 ->
                    text(
                            sample,
                            "with Latin-1 in it",
                            text.replaceFirst("[aeiou]", "\u00e9").getBytes(ISO_8859_1));
                case 5 -> text(sample, "with CRLF", text.replace("\n", "\r\n").getBytes(UTF_8));
                default -> text(sample, "with tabs", text.replace("  ", "\t").getBytes(UTF_8));
            };
        }
    };

    static final String CUT_OFF = "is cut off";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String RAW = "@@RAW@@";
    private static final String LETTERS = "aZ0-:/. _{}*%\n\u00e9\u0000";

    abstract Mutant of(Sample sample, Random random);

    private static boolean isMember(Sample sample, String pointer) {
        return !pointer.isEmpty() && sample.tree().at(Mutant.parent(pointer)).isObject();
    }

    private static Mutant replaced(Sample sample, Random random, List<String> values) {
        var edit = new Edit(sample, random, pointer -> true);
        var value = values.get(random.nextInt(values.size()));
        edit.replace(TextNode.valueOf(RAW));
        return edit.rawMutant(
                "writes " + (value.length() > 60 ? value.substring(0, 60) + "…" : value), quoted(RAW), value);
    }

    private static Mutant text(Sample sample, String what, byte[] bytes) {
        return new Mutant(sample, what, Set.of(), sample.name(), bytes);
    }

    private static String string(Sample sample) {
        return new String(sample.bytes(), UTF_8);
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static String misspelt(String text, Random random) {
        if (text.isEmpty()) {
            return "x";
        }
        int at = random.nextInt(text.length());
        char other = LETTERS.charAt(random.nextInt(LETTERS.length()));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + other + text.substring(at);
            case 2 -> text + other;
            case 3 -> text.substring(0, at) + Character.toUpperCase(text.charAt(at)) + text.substring(at + 1) + "s";
            default -> text.substring(0, at) + other + text.substring(at + 1);
        };
    }

    /** A copy of a sample's tree, and a place in it. */
    private static final class Edit {
        private final Sample sample;
        private final Random random;
        private JsonNode tree;
        private final String pointer;

        Edit(Sample sample, Random random, java.util.function.Predicate<String> fits) {
            this.sample = sample;
            this.random = random;
            this.tree = sample.tree().deepCopy();
            var pointers = new ArrayList<>(sample.pointers());
            pointers.removeIf(fits.negate());
            pointers.removeIf(each -> each.isEmpty() && pointers.size() > 1 && random.nextInt(4) > 0);
            this.pointer = pointers.get(random.nextInt(pointers.size()));
        }

        JsonNode value() {
            return tree.at(pointer);
        }

        JsonNode parent() {
            return tree.at(Mutant.parent(pointer));
        }

        String name() {
            return pointer.substring(pointer.lastIndexOf('/') + 1)
                    .replace("~1", "/")
                    .replace("~0", "~");
        }

        void remove() {
            if (pointer.isEmpty()) {
                ((ObjectNode) tree).removeAll();
            } else if (parent() instanceof ArrayNode list) {
                list.remove(Integer.parseInt(name()));
            } else {
                ((ObjectNode) parent()).remove(name());
            }
        }

        void replace(JsonNode value) {
            if (pointer.isEmpty()) {
                tree = value;
            } else if (parent() instanceof ArrayNode list) {
                list.set(Integer.parseInt(name()), value);
            } else {
                ((ObjectNode) parent()).set(name(), value);
            }
        }

        Mutant mutant(String what, String... touched) {
            return mutant(what, RAW, RAW, Set.copyOf(List.of(touched)));
        }

        Mutant rawMutant(String what, String placeholder, String raw) {
            return mutant(what, placeholder, raw, Set.of(pointer));
        }

        /** YAML takes JSON as well: half of the mutants of a YAML file are read as either. */
        private Mutant mutant(String what, String placeholder, String raw, Set<String> touched) {
            try {
                var text = JSON.writeValueAsString(tree).replace(placeholder, raw);
                var name = random.nextBoolean() ? sample.name().replace(".yaml", ".json") : sample.name();
                return new Mutant(sample, what, touched, name, text.getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
