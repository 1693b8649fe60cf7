package io.hyperpatch.readiness;

import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The six-field cron expression of a native schedule, {@code cron(Minutes Hours Day-of-month Month Day-of-week Year)}, in UTC.
 *
 * <p>Days of the week count from Sunday = 1, as everywhere in AWS; HyperPod's own page gives no numbering.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-cluster-scheduledupdateconfig.html">
 *     ScheduledUpdateConfig, whose pattern this reads</a>
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">cron of AWS</a>
 */
final class ScheduleExpression {
    private static final int LONGEST = 256;
    private static final Pattern FORM = Pattern.compile("cron\\(([^()]+)\\)");
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;

    /** No definition that the library brings fits: Quartz has seconds, Unix has no year and counts from Monday. */
    private static final CronDefinition AWS = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withValidRange(1, 31)
            .supportsL()
            .supportsW()
            .supportsLW()
            .supportsQuestionMark()
            .and()
            .withMonth()
            .withValidRange(1, 12)
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsHash()
            .supportsL()
            .supportsQuestionMark()
            .and()
            .withYear()
            .withValidRange(FIRST_YEAR, LAST_YEAR)
            .and()
            .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
            .instance();

    private ScheduleExpression() {}

    /** The first time at or after {@code from}. */
    static NextFire next(String expression, Instant from) {
        Matcher form = FORM.matcher(expression);
        if (expression.length() > LONGEST || !form.matches()) {
            return new NextFire.NotUnderstood();
        }
        try {
            ExecutionTime times = ExecutionTime.forCron(new CronParser(AWS).parse(form.group(1)));
            return times.nextExecution(from.minusNanos(1).atZone(ZoneOffset.UTC))
                    .<NextFire>map(time -> new NextFire.At(time.toInstant()))
                    .orElseGet(NextFire.Never::new);
        } catch (IllegalArgumentException e) {
            // The parser's way to say that it cannot read the text; the caller quotes the text itself.
            return new NextFire.NotUnderstood();
        }
    }
}
