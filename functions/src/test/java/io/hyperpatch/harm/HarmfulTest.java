package io.hyperpatch.harm;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.run.RunName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmfulTest {
    private static final RunName RUN = RunName.of("train-a-0123456789ab-1");
    private static final Instant AT = Instant.parse("2026-11-21T03:42:13Z");

    private static Harm harm(String group, String identity, String shown) {
        return Harm.of(group, identity, Optional.ofNullable(shown), Harm.Kind.HARMED, Harm.By.SERVICE, RUN, AT);
    }

    @ParameterizedTest(name = "{0}, shown as {1}; wanted {2}: {3}")
    @CsvSource(nullValues = "-", textBlock = """
            ami-0aaaaaaaaaaaaaaa1,         -,                     ami-0aaaaaaaaaaaaaaa1,         true
            ami-0aaaaaaaaaaaaaaa1,         -,                     ami-0aaaaaaaaaaaaaaa2,         false
            1.3.2,                         -,                     1.3.2,                         true
            1.3.2,                         -,                     1.3.3,                         false
            1.3.2,                         ami-0aaaaaaaaaaaaaaa1, ami-0aaaaaaaaaaaaaaa1,         true
            default:ami-0aaaaaaaaaaaaaaa1, -,                     default:ami-0aaaaaaaaaaaaaaa1, true
            default:ami-0aaaaaaaaaaaaaaa1, -,                     default:ami-0aaaaaaaaaaaaaaa2, false
            default:ami-0aaaaaaaaaaaaaaa1, -,                     ami-0aaaaaaaaaaaaaaa1,         true
            ami-0aaaaaaaaaaaaaaa1,         -,                     default:ami-0aaaaaaaaaaaaaaa1, true
            default:2026-11-21T02:00:01Z,  -,                     default:2026-11-28T02:00:00Z,  true
            default,                       -,                     default:2026-11-28T02:00:00Z,  true
            default:2026-11-21T02:00:01Z,  ami-0aaaaaaaaaaaaaaa1, default:2026-11-28T02:00:00Z,  true
            default:2026-11-21T02:00:01Z,  ami-0aaaaaaaaaaaaaaa1, ami-0aaaaaaaaaaaaaaa1,         true
            default:2026-11-21T02:00:01Z,  ami-0aaaaaaaaaaaaaaa1, ami-0aaaaaaaaaaaaaaa2,         false
            default:2026-11-21T02:00:01Z,  ami-0aaaaaaaaaaaaaaa1, default:ami-0aaaaaaaaaaaaaaa2, false
            default:2026-11-21T02:00:01Z,  -,                     default:ami-0aaaaaaaaaaaaaaa2, true
            default:ami-0aaaaaaaaaaaaaaa1, -,                     default:2026-11-28T02:00:00Z,  true
            default:2026-11-21T02:00:01Z,  -,                     ami-0aaaaaaaaaaaaaaa1,         false
            ami-0aaaaaaaaaaaaaaa1,         -,                     default:2026-11-28T02:00:00Z,  false
            """)
    void comparesImagesByWhatNamesThem(String identity, String shown, String wanted, boolean harmful) {
        Harm harm = harm("gpu", identity, shown);

        assertThat(Harmful.among(List.of(harm), Map.of("gpu", Pin.of(wanted))))
                .isEqualTo(harmful ? List.of(harm) : List.of());
    }

    @Test
    void isAboutTheGroupAlone() {
        Pin pin = Pin.of("ami-0aaaaaaaaaaaaaaa1");
        List<Harm> facts = List.of(harm("gpu", pin.identity(), null));

        assertThat(Harmful.among(facts, Map.of("system", pin))).isEmpty();
        assertThat(Harmful.among(facts, Map.of("system", pin, "gpu", pin))).isEqualTo(facts);
    }

    @Test
    void namesGroupImageRunTimeAndTheWayOut() {
        assertThat(Harmful.reason("train-a", List.of(harm("gpu", "ami-0aaaaaaaaaaaaaaa1", null))))
                .isEqualTo(
                        "image ami-0aaaaaaaaaaaaaaa1 is blocked in group gpu of train-a: the service rolled it back in run "
                                + "train-a-0123456789ab-1 at 2026-11-21T03:42:13Z; to have it begun again all the same: "
                                + "./hyperpatch unblock train-a ami-0aaaaaaaaaaaaaaa1 --reason TEXT");
    }

    @Test
    void namesTheWayOutOnceForEachImage() {
        String reason = Harmful.reason(
                "train-a",
                List.of(
                        harm("gpu", "default:2026-11-21T02:00:01Z", null),
                        harm("system", "default:2026-11-21T02:00:01Z", null)));

        assertThat(reason).containsOnlyOnce("./hyperpatch unblock train-a default --reason TEXT");
    }
}
