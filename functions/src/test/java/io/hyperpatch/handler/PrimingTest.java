package io.hyperpatch.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What happens before SnapStart's snapshot: no test server, no credentials, no network but the process's
 * own.
 */
class PrimingTest {
    /**
     * A change that asks for other calls makes a recorded invocation stale: record them anew, as the
     * failure says.
     */
    @ParameterizedTest
    @EnumSource
    void goesThroughARecordedInvocationToItsAnswer(ProductFunction function) {
        assertThat(Priming.replay(function).isObject())
                .as("an answer of " + function.title() + "; stale samples are recorded anew by: "
                        + "mvn -pl functions,rehearsal test -Dtest=SamplesTest -Dregenerate=true")
                .isTrue();
    }

    @Test
    void callsTheStoreInEachWay() {
        assertThatCode(() -> Priming.prime(ProductFunction.TAKE_LEASE)).doesNotThrowAnyException();
    }

    @Test
    void leavesAFunctionThatCannotBePrimedAsItIs() {
        Priming broken = new Priming("Broken", () -> {
            throw new NoClassDefFoundError("gone");
        });

        assertThatCode(() -> broken.beforeCheckpoint(null)).doesNotThrowAnyException();
    }
}
