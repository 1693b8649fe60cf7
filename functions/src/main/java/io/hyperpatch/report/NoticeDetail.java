package io.hyperpatch.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.RunName;
import io.hyperpatch.text.Outside;
import java.util.Optional;

/** The detail of a fleet notice's event: one form for all news that no run can report. */
final class NoticeDetail {
    /** JSON may need six bytes for a character, and an event holds 256 KB. */
    private static final int LONGEST_REASON = 20_000;

    private static final int LONGEST_NAME = 1_000;

    private NoticeDetail() {}

    /**
     * Returns the detail.
     *
     * @param execution the ARN of the execution that has the news
     * @param reason may hold text from outside
     * @param id of the notification
     */
    static ObjectNode of(
            String execution,
            String policy,
            Outcome outcome,
            Optional<RunName> run,
            Optional<String> cluster,
            String reason,
            String id,
            String subject) {
        ObjectNode detail = Json.object();
        detail.put("execution", execution)
                .put("policy", Outside.json(policy, LONGEST_NAME))
                .put("outcome", outcome.word());
        run.ifPresent(name -> detail.put("run", name.toString()));
        cluster.ifPresent(name -> detail.put("cluster", Outside.json(name, LONGEST_NAME)));
        detail.put("reason", Outside.json(reason, LONGEST_REASON));
        detail.putObject("notification").put("id", id).put("subject", subject);
        return detail;
    }
}
