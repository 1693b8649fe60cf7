package io.hyperpatch.infra;

/** Public prices in US dollars, in us-east-1, without any free tier, as their pages said in November 2026. */
final class Prices {
    private static final double MILLION = 1_000_000;
    static final double HOURS_A_MONTH = 730;

    /** @see <a href="https://aws.amazon.com/step-functions/pricing/">standard workflows</a> */
    static final double TRANSITION = 25 / MILLION;

    /** @see <a href="https://aws.amazon.com/lambda/pricing/">requests; SnapStart costs nothing for Java</a> */
    static final double INVOCATION = 0.20 / MILLION;

    /** @see <a href="https://aws.amazon.com/lambda/pricing/">GB-second on arm64</a> */
    static final double GB_SECOND = 0.0000133334;

    /** @see <a href="https://aws.amazon.com/dynamodb/pricing/on-demand/">write request unit of 1 KB</a> */
    static final double WRITE_UNIT = 0.625 / MILLION;

    /** @see <a href="https://aws.amazon.com/cloudwatch/pricing/">metric that an alarm looks at, a month</a> */
    static final double ALARM_METRIC = 0.10;

    /** @see <a href="https://aws.amazon.com/cloudwatch/pricing/">custom metric, a month; by the hour in which it is sent</a> */
    static final double METRIC = 0.30;

    /** @see <a href="https://aws.amazon.com/cloudwatch/pricing/">dashboard, a month</a> */
    static final double DASHBOARD = 3;

    /** @see <a href="https://aws.amazon.com/cloudwatch/pricing/">logs taken in, a GB</a> */
    static final double LOG_GB = 0.50;

    /** @see <a href="https://aws.amazon.com/xray/pricing/">trace recorded</a> */
    static final double TRACE = 5 / MILLION;

    /** @see <a href="https://aws.amazon.com/kms/pricing/">key, a month</a> */
    static final double KEY = 1;

    /** @see <a href="https://aws.amazon.com/eventbridge/pricing/">invocation by the Scheduler</a> */
    static final double SCHEDULED = 1 / MILLION;

    private Prices() {}
}
