package io.hyperpatch.rehearsal.fault;

/** What the gate made of a call; the caller's side translates it into what its client would see. */
public abstract sealed class CallFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CallFailed(String message) {
        super(message, null, false, false);
    }

    /** Refused because there are too many; the call took no effect. */
    public static final class Throttled extends CallFailed {
        private static final long serialVersionUID = 1L;

        Throttled(String action) {
            super(action + " was throttled");
        }
    }

    /** Refused because the caller may not; the call took no effect. */
    public static final class Denied extends CallFailed {
        private static final long serialVersionUID = 1L;

        Denied(String caller, String action) {
            super(caller + " is not authorized to perform " + action);
        }
    }

    /** The service failed; the call may have taken effect. */
    public static final class ServerFailed extends CallFailed {
        private static final long serialVersionUID = 1L;
        private final int status;

        ServerFailed(String action, int status) {
            super(action + " was answered with status " + status);
            this.status = status;
        }

        /** 500 to 599. */
        public int status() {
            return status;
        }
    }

    /** No answer came within the caller's patience, which has passed; the call may have taken effect. */
    public static final class AnswerLost extends CallFailed {
        private static final long serialVersionUID = 1L;

        AnswerLost(String action) {
            super("no answer to " + action + " came in time");
        }
    }
}
