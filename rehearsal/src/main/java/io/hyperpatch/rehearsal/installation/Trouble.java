package io.hyperpatch.rehearsal.installation;

import java.util.Objects;

/** Why a command could not do its work in the account, and what to do about it, in words. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose it is to mend. */
    public enum Kind {
        /** Options, credentials, permissions or a missing installation: nothing was done. */
        INPUT,
        /** The service, or the way to it: what was asked may or may not have been done. */
        SERVICE,
        /** The service has said no to this one request. */
        REFUSED
    }

    private final Kind kind;
    private final String remedy;

    public Trouble(Kind kind, String message, String remedy) {
        this(kind, message, remedy, null);
    }

    Trouble(Kind kind, String message, String remedy, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    public Kind kind() {
        return kind;
    }

    public String remedy() {
        return remedy;
    }
}
