package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What engines understand differently is not written. */
class PortableWorkflowsTest {

    static List<String> names() {
        return Machines.names();
    }

    /**
     * A Choice's own Assign is for its Default alone; LocalStack takes any rule for the Default that leads to the same state, and so
     * the rule's Assign is lost.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html">Choice</a>
     */
    @ParameterizedTest
    @MethodSource("names")
    void noRuleOfAChoiceLeadsToWhereItsDefaultAssigns(String workflow) {
        List<JsonNode> choices = Machines.definition(workflow).findParents("Choices");

        assertThat(choices).isNotEmpty().allSatisfy(choice -> {
            if (choice.has("Assign") || choice.has("Output")) {
                assertThat(StreamSupport.stream(choice.get("Choices").spliterator(), false))
                        .noneMatch(rule -> rule.get("Next").equals(choice.get("Default")));
            }
        });
    }
}
