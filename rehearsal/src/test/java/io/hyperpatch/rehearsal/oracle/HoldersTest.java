package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldersTest {

    private final Left left = Left.verified();

    @Test
    void noticesALeaseThatWasTakenFromARunAtWork() {
        fenced(0);

        assertThat(holders()).singleElement().asString().contains("c-2 lost its lease");
    }

    @Test
    void acceptsThatARedrivenRunIsFencedOff() {
        fenced(1);

        assertThat(holders()).isEmpty();
    }

    private void fenced(int redrives) {
        left.execution("patch-cluster", "c-2", ExecutionStatus.FAILED, "{}", "", "Hyperpatch.Fenced", redrives);
    }

    private List<String> holders() {
        return left.broken(Holders::noLeaseIsTakenFromTheLiving);
    }
}
