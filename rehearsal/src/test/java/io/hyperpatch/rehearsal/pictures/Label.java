package io.hyperpatch.rehearsal.pictures;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** The expressions of a workflow's file in the few words that fit beside an arrow. */
final class Label {
    private static final Pattern VERDICT = Pattern.compile("\\$[\\w.]+\\.verdict = '(\\w+)'");
    private static final Pattern NO_VERDICT = Pattern.compile("\\$[\\w.]+\\.verdict != '(\\w+)'");
    private static final Pattern VERDICTS = Pattern.compile("\\$[\\w.]+\\.verdict in \\[([^]]*)]");
    private static final Pattern PLACE = Pattern.compile("\\$states\\.(input|result|context)\\.");
    static final String ANY_ERROR = "an error";
    private static final int WIDTH = 28;

    private Label() {}

    /** {@code {% $plan.verdict in ['Planned', 'Late'] and $armings < 20 %}} becomes "Planned or Late and armings < 20". */
    static String of(JsonNode condition) {
        String text = condition.asText().replace("{%", "").replace("%}", "").strip();
        text = NO_VERDICT.matcher(text).replaceAll("not $1");
        text = VERDICT.matcher(text).replaceAll("$1");
        text = VERDICTS.matcher(text).replaceAll(list -> list.group(1).replace(", ", " or "));
        return PLACE.matcher(text).replaceAll("").replaceAll("['$]", "");
    }

    /** {@code StepFunctions.ExecutionAlreadyExistsException} becomes "ExecutionAlreadyExists". */
    static String ofError(String name) {
        return name.equals("States.ALL")
                ? ANY_ERROR
                : name.substring(name.lastIndexOf('.') + 1).replaceAll("Exception$", "");
    }

    /** As Mermaid takes it between quotes: in short lines, without a character that means something there. */
    static String escaped(String text) {
        StringBuilder lines = new StringBuilder();
        int line = 0;
        for (String word : text.split(" ")) {
            boolean full = line > 0 && line + word.length() > WIDTH;
            lines.append(line == 0 ? "" : full ? "<br/>" : " ");
            line = (full ? 0 : line) + word.length() + 1;
            lines.append(word.replace("&", "#amp;")
                    .replace("\"", "#quot;")
                    .replace(">=", "≥")
                    .replace("<=", "≤")
                    .replace("<", "#lt;")
                    .replace(">", "#gt;"));
        }
        return lines.toString();
    }
}
