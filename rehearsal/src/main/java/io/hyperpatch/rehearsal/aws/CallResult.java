package io.hyperpatch.rehearsal.aws;

/** What came of an API call, as its caller and the service saw it. */
public sealed interface CallResult {

    /** Whether the service carried it out. */
    boolean tookEffect();

    /** On its way, or its caller is no more and nobody will know. */
    record UnderWay() implements CallResult {
        @Override
        public boolean tookEffect() {
            return false;
        }
    }

    /** Answered with success. */
    record Ok() implements CallResult {
        @Override
        public boolean tookEffect() {
            return true;
        }
    }

    /** Answered with an error. */
    record Refused(int status, String code, boolean tookEffect) implements CallResult {}

    /** The caller saw a time-out. */
    record Lost(boolean tookEffect) implements CallResult {}

    /** The caller was killed during the call. */
    record CallerKilled(boolean tookEffect) implements CallResult {}
}
