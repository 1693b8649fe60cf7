package io.hyperpatch.rehearsal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultReadingTest {

    private static final ObjectMapper YAML =
            YAMLMapper.builder().addModule(new JavaTimeModule()).build();

    @Test
    void readsEveryKindOfFaultFromYaml() throws Exception {
        List<Fault> faults = YAML.readValue("""
                - { kind: throttle, at: { when: { probability: 0.2, from: PT1H, to: PT2H } } }
                - { kind: serverError, at: { action: "ec2:*" }, status: 503 }
                - { kind: loseAnswer, at: { action: "sagemaker:UpdateClusterSoftware", when: { occurrence: 1 } }, moment: after }
                - { kind: delayAnswer, at: { function: look }, delay: PT30S }
                - { kind: killFunction, at: { function: start-update, action: "store:write" }, moment: before }
                - { kind: timeOutFunction, at: { action: "lambda:Invoke", when: { atMost: 2 } }, moment: after }
                - { kind: invokeTwice, at: { function: start-update, action: "lambda:Invoke" }, apart: PT20S }
                - { kind: deny, at: { action: "sagemaker:*" } }
                - { kind: dropMember, at: { action: "sagemaker:DescribeCluster" }, member: ClusterStatus }
                - { kind: tearPage, at: { action: "sagemaker:ListClusterNodes" }, how: lacksAndRepeats }
                - { kind: earlierAnswer, at: { action: "sagemaker:DescribeCluster" }, back: 2 }
                """, new TypeReference<>() {});

        assertThat(faults)
                .containsExactly(
                        new Fault.Throttle(new Calls(
                                "*", null, new When(null, null, 0.2, Duration.ofHours(1), Duration.ofHours(2)))),
                        new Fault.ServerError(Calls.of("ec2:*", When.ALWAYS), 503, Moment.BEFORE),
                        new Fault.LoseAnswer(Calls.of("sagemaker:UpdateClusterSoftware", When.nth(1)), Moment.AFTER),
                        new Fault.DelayAnswer(new Calls("look", null, null), Duration.ofSeconds(30)),
                        new Fault.KillFunction(new Calls("start-update", "store:write", null), Moment.BEFORE),
                        new Fault.TimeOutFunction(
                                Calls.of("lambda:Invoke", new When(null, 2, null, null, null)), Moment.AFTER),
                        new Fault.InvokeTwice(new Calls("start-update", "lambda:Invoke", null), Duration.ofSeconds(20)),
                        new Fault.Deny(Calls.of("sagemaker:*", When.ALWAYS)),
                        new Fault.DropMember(Calls.of("sagemaker:DescribeCluster", When.ALWAYS), "ClusterStatus"),
                        new Fault.TearPage(Calls.of("sagemaker:ListClusterNodes", When.ALWAYS), Tear.LACKS_AND_REPEATS),
                        new Fault.EarlierAnswer(Calls.of("sagemaker:DescribeCluster", When.ALWAYS), 2));
        assertThat(faults.getFirst().kind()).isEqualTo("throttle");
    }

    @Test
    void readsEveryKindOfDeliveryFaultFromYaml() throws Exception {
        List<DeliveryFault> faults = YAML.readValue("""
                - { kind: late, at: { source: aws.sagemaker }, by: PT5M }
                - { kind: twice, at: { detailType: "EC2 AMI State Change" }, apart: P1D }
                - { kind: outOfOrder, at: { rule: wake }, within: PT10M }
                - { kind: lost, at: { when: { probability: 0.5 } } }
                """, new TypeReference<>() {});

        assertThat(faults)
                .containsExactly(
                        new DeliveryFault.Late(
                                new Deliveries("aws.sagemaker", null, null, null), Duration.ofMinutes(5)),
                        new DeliveryFault.Twice(
                                new Deliveries(null, "EC2 AMI State Change", null, null), Duration.ofDays(1)),
                        new DeliveryFault.OutOfOrder(new Deliveries(null, null, "wake", null), Duration.ofMinutes(10)),
                        new DeliveryFault.Lost(new Deliveries(null, null, null, When.drawn(0.5))));
    }

    @Test
    void refusesFaultsThatMakeNoSense() {
        for (String yaml : List.of(
                "{ kind: throttel, at: {} }",
                "{ kind: throttle, at: {}, extra: 1 }",
                "{ kind: throttle }",
                "{ kind: throttle, at: { when: { probability: 1.5 } } }",
                "{ kind: throttle, at: { when: { occurrence: 0 } } }",
                "{ kind: serverError, at: {}, status: 404 }",
                "{ kind: loseAnswer, at: {} }",
                "{ kind: invokeTwice, at: {} }",
                "{ kind: invokeTwice, at: {}, apart: PT-1S }")) {
            assertThatThrownBy(() -> YAML.readValue(yaml, Fault.class)).as(yaml).isInstanceOf(Exception.class);
        }
    }
}
