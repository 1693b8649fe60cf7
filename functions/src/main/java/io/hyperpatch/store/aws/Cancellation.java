package io.hyperpatch.store.aws;

import java.util.Set;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Why a write did not happen: the service says so per write of a transaction, and per call. */
public final class Cancellation {
    private static final String NONE = "None";
    private static final String UNMET_CONDITION = "ConditionalCheckFailed";
    private static final Set<String> PASSING =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private Cancellation() {}

    /** The place of the first write that the service blames; -1 if it blames none. */
    static int first(TransactionCanceledException canceled) {
        for (int i = 0; i < canceled.cancellationReasons().size(); i++) {
            if (!NONE.equals(canceled.cancellationReasons().get(i).code())) {
                return i;
            }
        }
        return -1;
    }

    /** A write before the unmet condition that was only in somebody's way could have been refused itself: no answer either. */
    static boolean isUnmetCondition(TransactionCanceledException canceled, int first) {
        return first >= 0
                && UNMET_CONDITION.equals(
                        canceled.cancellationReasons().get(first).code());
    }

    /**
     * An error that proves that nothing was written and that may pass: throttling, or another transaction at work on the same item.
     * A lost answer and a fault of the service prove nothing. A transaction that is in progress under the same client token counts
     * as throttling: the token makes the next attempt the same transaction.
     */
    public static boolean provesNothingWritten(Throwable error) {
        return switch (error) {
            case TransactionCanceledException canceled -> {
                int first = first(canceled);
                yield first >= 0
                        && PASSING.contains(
                                canceled.cancellationReasons().get(first).code());
            }
            case TransactionConflictException conflict -> true;
            case SdkServiceException service -> service.isThrottlingException();
            default -> false;
        };
    }
}
