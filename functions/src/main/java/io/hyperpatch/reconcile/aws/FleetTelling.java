package io.hyperpatch.reconcile.aws;

import io.hyperpatch.lease.KnownExecution;
import io.hyperpatch.report.FleetNotice;
import io.hyperpatch.report.Mails;
import io.hyperpatch.report.NotSentYet;
import io.hyperpatch.report.Notification;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies people of an execution that ended without a word and has no run to report, unless they have been
 * notified.
 */
public final class FleetTelling {
    private static final Logger LOG = LoggerFactory.getLogger(FleetTelling.class);

    private final Mails mails;
    private final Publisher publisher;

    public FleetTelling(Store store, Publisher publisher) {
        this.mails = new Mails(store);
        this.publisher = Objects.requireNonNull(publisher);
    }

    public boolean wasTold(String execution) {
        return mails.wasSent(FleetNotice.idOf(execution));
    }

    /**
     * Sends the notice. Rather twice than never, and under the same id: people first, for they must hear of
     * it even where no event can be put.
     *
     * @return false if it may have been sent, and is not due again yet
     */
    public boolean tell(KnownExecution known, Instant now) {
        return tell(FleetNotice.ended(known.arn(), known.inWords()), now);
    }

    /** The same of an execution that was started by hand, and has done nothing. */
    public boolean tellOfStranger(KnownExecution known, Instant now) {
        return tell(FleetNotice.stranger(known.arn(), known.inWords()), now);
    }

    private boolean tell(FleetNotice notice, Instant now) {
        Notification notification = Notification.of(notice);
        try {
            mails.send(notification, now, publisher::tellPeople);
        } catch (NotSentYet later) {
            LOG.info("a notice has to wait: {}", later.getMessage());
            return false;
        }
        publisher.tellMachines(notification);
        return true;
    }
}
