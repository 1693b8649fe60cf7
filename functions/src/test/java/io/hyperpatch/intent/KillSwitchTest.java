package io.hyperpatch.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Store;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KillSwitchTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    private final Store store = new InMemoryStore();

    @Test
    void isOffUntilSomebodyTurnsItOn() {
        assertThat(KillSwitch.read(store).on()).isFalse();
        assertThat(KillSwitch.turnOff(store, "dana", NOW).changed()).isFalse();

        KillSwitch.Turned turned = KillSwitch.turnOn(store, "a freeze", "dana", NOW);

        assertThat(turned.changed()).isTrue();
        assertThat(KillSwitch.read(store)).isEqualTo(turned.state());
    }

    @Test
    void keepsWhoTurnedItOnFirstAndWhy() {
        KillSwitch.State first =
                KillSwitch.turnOn(store, "a freeze", "dana", NOW).state();

        KillSwitch.Turned again = KillSwitch.turnOn(store, "another", "kim", NOW.plusSeconds(60));

        assertThat(again).isEqualTo(new KillSwitch.Turned(false, first));
        assertThat(KillSwitch.read(store)).isEqualTo(first);
    }

    @Test
    void forgetsTheReasonWhenItIsTurnedOff() {
        KillSwitch.turnOn(store, "a freeze", "dana", NOW);

        KillSwitch.Turned off = KillSwitch.turnOff(store, "kim", NOW.plusSeconds(60));

        assertThat(off.changed()).isTrue();
        assertThat(off.state().reason()).isEmpty();
        assertThat(off.state().by()).contains("kim");
        assertThat(KillSwitch.turnOn(store, "another", "dana", NOW.plusSeconds(120))
                        .changed())
                .isTrue();
    }
}
