package io.hyperpatch.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NothingToDoTest {
    private static final String EVERY = "every node of every group runs its pinned image already";

    @Test
    void saysThatEveryNodeIsOnItsImage() {
        assertThat(NothingToDo.reason(List.of())).isEqualTo(EVERY);
    }

    /** It has no node that could be on another image. */
    @Test
    void doesNotNameAGroupWithoutNodes() {
        assertThat(NothingToDo.reason(List.of(new LeftOut("login", LeftOut.Cause.EMPTY, "has no nodes"))))
                .isEqualTo(EVERY);
    }

    @Test
    void namesEachGroupThatIsNotTouchedThoughItHasNodes() {
        assertThat(NothingToDo.reason(List.of(
                        new LeftOut("login", LeftOut.Cause.POLICY, "is left out"),
                        new LeftOut("nova", LeftOut.Cause.RESTRICTED, "is restricted"))))
                .isEqualTo(
                        "every node of every group that is not left out runs its pinned image already; group login is"
                                + " left out; group nova is restricted");
    }
}
