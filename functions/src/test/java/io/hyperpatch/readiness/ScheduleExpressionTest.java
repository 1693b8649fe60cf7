package io.hyperpatch.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {
    /** A Sunday. */
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cron(0 12 ? * 1 *)       | 2026-11-22T12:00:00Z
            cron(0 12 ? * SUN *)     | 2026-11-22T12:00:00Z
            cron(0 12 ? * 2 *)       | 2026-11-23T12:00:00Z
            cron(0 12 ? * MON *)     | 2026-11-23T12:00:00Z
            cron(0 12 ? * 7 *)       | 2026-11-28T12:00:00Z
            cron(0 12 ? * L *)       | 2026-11-28T12:00:00Z
            cron(0 10 22 * ? *)      | 2026-11-22T10:00:00Z
            cron(59 9 22 * ? *)      | 2026-12-22T09:59:00Z
            cron(05 08 01 01 ? 2027) | 2027-01-01T08:05:00Z
            cron(0 0 29 2 ? *)       | 2028-02-29T00:00:00Z
            cron(0 0 31 * ? *)       | 2026-12-31T00:00:00Z
            cron(0 0 1 */3 ? *)      | 2027-01-01T00:00:00Z
            cron(0 3 ? * 3#2 *)      | 2026-12-08T03:00:00Z
            cron(0 3 ? * 6L *)       | 2026-11-27T03:00:00Z
            cron(0 3 L * ? *)        | 2026-11-30T03:00:00Z
            cron(0/15 10 * * ? *)    | 2026-11-22T10:00:00Z
            cron(30 2 ? * TUE-THU *) | 2026-11-24T02:30:00Z
            """)
    void findsTheNextTime(String expression, Instant next) {
        assertThat(ScheduleExpression.next(expression, NOW)).isEqualTo(new NextFire.At(next));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cron(0 12 ? * SUN 2020)", "cron(0 0 30 2 ? *)"})
    void seesThatAScheduleNeverFiresAgain(String expression) {
        assertThat(ScheduleExpression.next(expression, NOW)).isEqualTo(new NextFire.Never());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cron()",
                "cron( )",
                "rate(1 day)",
                "0 12 ? * SUN *",
                "cron(0 12 ? * SUN)",
                "cron(0 0 12 ? * SUN *)",
                "cron(0 12 * * SUN *)",
                "cron(60 12 ? * SUN *)",
                "cron(0 24 ? * SUN *)",
                "cron(0 12 ? * 0 *)",
                "cron(0 12 ? * 8 *)",
                "cron(0 12 ? 13 SUN *)",
                "cron(0 12 ? * SOMEDAY *)",
                "cron(\n)",
                "{% $x %}"
            })
    void doesNotPretendToUnderstand(String expression) {
        assertThat(ScheduleExpression.next(expression, NOW)).isEqualTo(new NextFire.NotUnderstood());
    }

    @Test
    void doesNotReadAnEndlessExpression() {
        assertThat(ScheduleExpression.next("cron(0 12 ? * SUN " + "2026,".repeat(50_000) + "2027)", NOW))
                .isEqualTo(new NextFire.NotUnderstood());
    }
}
