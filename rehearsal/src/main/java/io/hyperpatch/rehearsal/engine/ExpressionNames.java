package io.hyperpatch.rehearsal.engine;

import java.util.HashSet;
import java.util.Set;

/**
 * The {@code $names} of a JSONata expression: those it takes from outside, and the members of {@code $states} it reads.
 *
 * <p>A scan of the text, since the parser keeps its tree to itself. A name that the expression binds anywhere
 * ({@code $x := …}, a function's parameter, {@code @$x}, {@code #$x}) counts as its own everywhere.
 */
record ExpressionNames(Set<String> free, Set<String> statesMembers, boolean wholeStates) {
    static ExpressionNames in(String source) {
        Scan scan = new Scan(source);
        scan.run();
        scan.used.removeAll(scan.bound);
        return new ExpressionNames(Set.copyOf(scan.used), Set.copyOf(scan.members), scan.whole);
    }

    private static final class Scan {
        private final String text;
        private final Set<String> used = new HashSet<>();
        private final Set<String> bound = new HashSet<>();
        private final Set<String> members = new HashSet<>();
        private boolean whole;
        private int at;
        // What stands before decides whether a slash divides or begins a regular expression.
        private boolean afterOperand;

        Scan(String text) {
            this.text = text;
        }

        void run() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (Character.isWhitespace(c)) {
                    at++;
                } else if (c == '/' && peek(1) == '*') {
                    int end = text.indexOf("*/", at + 2);
                    at = end < 0 ? text.length() : end + 2;
                } else if (c == '"' || c == '\'' || c == '`') {
                    quoted(c);
                } else if (c == '/' && !afterOperand) {
                    quoted('/');
                } else if (c == '$') {
                    variable();
                } else if (wordStart(c)) {
                    word();
                } else {
                    afterOperand = c == ')' || c == ']' || c == '}';
                    at++;
                }
            }
        }

        private void quoted(char quote) {
            at++;
            while (at < text.length() && text.charAt(at) != quote) {
                // Names in backquotes know no escapes.
                at += quote != '`' && text.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
            afterOperand = true;
        }

        private void variable() {
            char before = lastSignificant();
            int start = ++at;
            if (peek(0) == '$') {
                at++;
            } else {
                skipWord();
            }
            String name = text.substring(start, at);
            afterOperand = true;
            if (before == '@' || before == '#' || nextIs(":=")) {
                bound.add(name);
            } else {
                used.add(name);
            }
            if (name.equals("states")) {
                member();
            }
        }

        private void member() {
            int dot = skipSpace(at);
            int start = dot < text.length() && text.charAt(dot) == '.' ? skipSpace(dot + 1) : -1;
            if (start < 0 || start >= text.length() || !wordStart(text.charAt(start))) {
                whole = true;
                return;
            }
            at = start;
            skipWord();
            members.add(text.substring(start, at));
        }

        private void word() {
            int start = at;
            skipWord();
            String word = text.substring(start, at);
            boolean operator = word.equals("and") || word.equals("or") || word.equals("in");
            afterOperand = !operator;
            int open = skipSpace(at);
            if ((word.equals("function") || word.equals("λ")) && open < text.length() && text.charAt(open) == '(') {
                int close = text.indexOf(')', open);
                String parameters = text.substring(open + 1, close < 0 ? text.length() : close);
                for (String parameter : parameters.split(",")) {
                    bound.add(parameter.strip().replaceFirst("^\\$", ""));
                }
            }
        }

        private void skipWord() {
            while (at < text.length() && wordStart(text.charAt(at))) {
                at++;
            }
        }

        private int skipSpace(int from) {
            int i = from;
            while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
                i++;
            }
            return i;
        }

        private char lastSignificant() {
            int i = at - 1;
            while (i >= 0 && Character.isWhitespace(text.charAt(i))) {
                i--;
            }
            return i < 0 ? 0 : text.charAt(i);
        }

        private boolean nextIs(String wanted) {
            return text.startsWith(wanted, skipSpace(at));
        }

        private char peek(int ahead) {
            return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
        }

        private static boolean wordStart(char c) {
            return Character.isLetterOrDigit(c) || c == '_';
        }
    }
}
