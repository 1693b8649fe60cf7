package io.hyperpatch.handler;

import io.hyperpatch.lease.KnownExecution;
import io.hyperpatch.report.FleetNotice;
import io.hyperpatch.report.Notices;
import io.hyperpatch.report.Notification;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Objects;

/** Tells people of a patch-fleet that ended without a word, unless they have been told. */
final class FleetTelling {
    private final Notices notices;
    private final Publisher publisher;

    FleetTelling(Store store, Publisher publisher) {
        this.notices = new Notices(store);
        this.publisher = Objects.requireNonNull(publisher);
    }

    boolean wasTold(String execution) {
        return notices.wasTold(FleetNotice.idOf(execution));
    }

    /** Told first, then written down: rather twice than never, and under the same id. */
    void tell(KnownExecution known, Instant now) {
        FleetNotice notice = FleetNotice.ended(known.arn(), known.inWords());
        publisher.publish(Notification.of(notice));
        notices.told(notice.id(), now);
    }
}
