package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private final Left left = Left.verified();

    @Test
    void noticesALeaseThatIsStillHeld() {
        left.lease("HELD", Left.RUN);

        assertThat(leases()).singleElement().asString().contains("still held by c-1");
    }

    @Test
    void noticesAFreeLeaseWithAnOpenCall() {
        open();

        assertThat(leases()).singleElement().asString().contains("c-1/s1i1 is open");
    }

    @Test
    void noticesALeaseThatAnotherRunTookFromAnOpenCall() {
        open();
        left.lease("FREE", "c-2");

        assertThat(leases()).singleElement().asString().contains("c-1/s1i1 is open");
    }

    @Test
    void noticesAnOpenCallOfAClusterWithoutALease() {
        open();
        left.items.keySet().removeIf(key -> key.startsWith("leases"));

        assertThat(leases()).singleElement().asString().contains("c-1/s1i1 is open");
    }

    @Test
    void acceptsAParkedLeaseWhoseOpenIntentIsNamed() {
        open();
        left.lease("PARKED", Left.RUN);
        left.reports.getFirst().put("parked", "c-1/s1i1");

        assertThat(leases()).isEmpty();
    }

    @Test
    void noticesAParkedLeaseWhoseReportNamesAnotherIntent() {
        open();
        left.lease("PARKED", Left.RUN);
        left.reports.getFirst().put("parked", "c-1/s2i1");

        assertThat(leases()).singleElement().asString().contains("names no intent that is open");
    }

    @Test
    void noticesAParkedLeaseWithoutAnOpenCall() {
        left.lease("PARKED", Left.RUN);
        left.reports.getFirst().put("parked", "c-1/s1i1");

        assertThat(leases()).singleElement().asString().contains("names no intent that is open");
    }

    @Test
    void noticesAnIntentThatIsLeftPlanned() {
        left.intentItem().put("state", "PLANNED");

        assertThat(leases()).singleElement().asString().contains("nobody is there to call it");
    }

    private void open() {
        left.intentItem().put("state", "CALLED").remove("resolution");
    }

    private List<String> leases() {
        return left.broken(Leases::freeOrParked);
    }
}
