package io.hyperpatch.rehearsal.fault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.Objects;

/** What goes wrong with a call, and with which calls. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.Throttle.class, name = "throttle"),
    @JsonSubTypes.Type(value = Fault.ServerError.class, name = "serverError"),
    @JsonSubTypes.Type(value = Fault.LoseAnswer.class, name = "loseAnswer"),
    @JsonSubTypes.Type(value = Fault.DelayAnswer.class, name = "delayAnswer"),
    @JsonSubTypes.Type(value = Fault.KillFunction.class, name = "killFunction"),
    @JsonSubTypes.Type(value = Fault.TimeOutFunction.class, name = "timeOutFunction"),
    @JsonSubTypes.Type(value = Fault.InvokeTwice.class, name = "invokeTwice"),
    @JsonSubTypes.Type(value = Fault.Deny.class, name = "deny"),
    @JsonSubTypes.Type(value = Fault.DropMember.class, name = "dropMember"),
    @JsonSubTypes.Type(value = Fault.TearPage.class, name = "tearPage"),
    @JsonSubTypes.Type(value = Fault.EarlierAnswer.class, name = "earlierAnswer")
})
public sealed interface Fault {

    /** Which calls it strikes. */
    Calls at();

    /** On which side of the call's effect it strikes. */
    Moment moment();

    /** Whether it ends the function that calls; whoever is no function is not struck by it. */
    @JsonIgnore
    default boolean endsTheCaller() {
        return switch (this) {
            case KillFunction f -> true;
            case TimeOutFunction f -> true;
            case Throttle f -> false;
            case ServerError f -> false;
            case LoseAnswer f -> false;
            case DelayAnswer f -> false;
            case InvokeTwice f -> false;
            case Deny f -> false;
            case DropMember f -> false;
            case TearPage f -> false;
            case EarlierAnswer f -> false;
        };
    }

    /** Its name in a scenario. */
    @JsonIgnore
    default String kind() {
        return switch (this) {
            case Throttle f -> "throttle";
            case ServerError f -> "serverError";
            case LoseAnswer f -> "loseAnswer";
            case DelayAnswer f -> "delayAnswer";
            case KillFunction f -> "killFunction";
            case TimeOutFunction f -> "timeOutFunction";
            case InvokeTwice f -> "invokeTwice";
            case Deny f -> "deny";
            case DropMember f -> "dropMember";
            case TearPage f -> "tearPage";
            case EarlierAnswer f -> "earlierAnswer";
        };
    }

    /** The service refuses the call because there are too many. */
    record Throttle(Calls at) implements Fault {
        public Throttle {
            Objects.requireNonNull(at, "at");
        }

        @Override
        @JsonIgnore
        public Moment moment() {
            return Moment.BEFORE;
        }
    }

    /**
     * The service answers with an error of its own.
     *
     * @param status 500 to 599; 500 if left out
     * @param moment whether the call took effect all the same; before if left out
     */
    record ServerError(Calls at, Integer status, Moment moment) implements Fault {
        public ServerError {
            Objects.requireNonNull(at, "at");
            status = Objects.requireNonNullElse(status, 500);
            moment = Objects.requireNonNullElse(moment, Moment.BEFORE);
            if (status < 500 || status > 599) {
                throw new IllegalArgumentException("status " + status + ": a server error is 500 to 599");
            }
        }
    }

    /** No answer comes: the caller waits for as long as its client is patient, then sees a read time-out. */
    record LoseAnswer(Calls at, Moment moment) implements Fault {
        public LoseAnswer {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(moment, "moment: before (it took no effect) or after");
        }
    }

    /** The answer comes late; later than the client is patient, it is as good as lost. */
    record DelayAnswer(Calls at, Duration delay) implements Fault {
        public DelayAnswer {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(delay, "delay");
            if (delay.isNegative()) {
                throw new IllegalArgumentException("delay " + delay + ": not negative");
            }
        }

        @Override
        @JsonIgnore
        public Moment moment() {
            return Moment.AFTER;
        }
    }

    /** The process of the calling function ends there, without a word. */
    record KillFunction(Calls at, Moment moment) implements Fault {
        public KillFunction {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(moment, "moment: before (the call is never made) or after");
        }
    }

    /** The calling function hangs there until its time-out ends it. */
    record TimeOutFunction(Calls at, Moment moment) implements Fault {
        public TimeOutFunction {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(moment, "moment: before (the call is never made) or after");
        }
    }

    /** An invocation is delivered once more, so much later; nobody waits for what the second one says. */
    record InvokeTwice(Calls at, Duration apart) implements Fault {
        public InvokeTwice {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(apart, "apart");
            if (apart.isNegative()) {
                throw new IllegalArgumentException("apart " + apart + ": not negative");
            }
        }

        @Override
        @JsonIgnore
        public Moment moment() {
            return Moment.AFTER;
        }
    }

    /** The caller's role lacks the right: the service refuses the call, which takes no effect. */
    record Deny(Calls at) implements Fault {
        public Deny {
            Objects.requireNonNull(at, "at");
        }

        @Override
        @JsonIgnore
        public Moment moment() {
            return Moment.BEFORE;
        }
    }

    /**
     * An answer of AWS lacks a member wherever it would stand, also one that the API promises; the call itself takes its effect.
     *
     * @param member its name, as the service spells it
     */
    record DropMember(Calls at, String member) implements Fault {
        public DropMember {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(member, "member: the name of what is missing in the answer");
        }

        @Override
        @JsonIgnore
        public Moment moment() {
            return Moment.AFTER;
        }
    }

    /** A page of a list lacks an entry, or holds one twice; meant for sagemaker:ListClusterNodes. */
    record TearPage(Calls at, Tear how) implements Fault {
        public TearPage {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(how, "how: lacks, repeats or lacksAndRepeats");
        }

        @Override
        @JsonIgnore
        public Moment moment() {
            return Moment.AFTER;
        }
    }

    /**
     * A reading of AWS goes back: the same question gets an answer that it got before, as from a replica that lags behind. Where no other
     * answer was given before, the reading stays what it is.
     *
     * @param back 1 for the latest answer that differs from the present one, 2 for the one before that
     */
    record EarlierAnswer(Calls at, int back) implements Fault {
        public EarlierAnswer {
            Objects.requireNonNull(at, "at");
            if (back < 1) {
                throw new IllegalArgumentException("back " + back + ": at least 1, the latest answer that differs");
            }
        }

        @Override
        @JsonIgnore
        public Moment moment() {
            return Moment.AFTER;
        }
    }
}
