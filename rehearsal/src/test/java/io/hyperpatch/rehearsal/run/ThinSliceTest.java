package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.rehearsal.aws.ec2.Image;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.twin.ClusterDocument;
import io.hyperpatch.rehearsal.twin.TwinBehaviour;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThinSliceTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void patchesAClusterFromTheEventToTheNotification() throws Exception {
        Instant start = Instant.parse("2026-11-22T02:00:00Z");
        Account account = new Account("123456789012", "us-east-1", start, 1, List.of(), List.of());
        JsonNode document;
        try (InputStream in = getClass().getResourceAsStream("/clusters/eks-67.json")) {
            document = MAPPER.readTree(in);
        }
        Product product = new Product(account);
        account.hyperPod.add(ClusterDocument.of(document, Optional.empty()), TwinBehaviour.DEFAULT);
        account.images.put(Image.of("ami-0c0ffee0000000001", "123456789012", start.minus(Duration.ofDays(90))));
        account.images.put(Image.of("ami-0abcdef1234567890", "123456789012", start.minus(Duration.ofDays(9))));
        product.install(FleetPolicy.fromJson(MAPPER.readTree("""
            {"name":"gpu-fleet","mode":"act","clusters":{"names":["train-a"]},
             "image":{"track":"ami-0abcdef1234567890","owners":["self"]},
             "rollout":{"canary":["canary"],"batch":"25%","wait":"PT10M"}}""")));
        account.bus.put(MAPPER.readTree("""
            {"version":"0","id":"1","detail-type":"EC2 AMI State Change","source":"aws.ec2","account":"123456789012",
             "time":"2026-11-22T02:00:00Z","region":"us-east-1","resources":["arn:aws:ec2:us-east-1::image/ami-0abcdef1234567890"],
             "detail":{"RequestId":"r","ImageId":"ami-0abcdef1234567890","State":"available","ErrorMessage":""}}"""));
        account.clock.runUntil(start.plus(Duration.ofMinutes(1)));
        account.clock.runWhile(() -> account.engine.executions().stream()
                .anyMatch(execution -> execution.status() == ExecutionStatus.RUNNING));
        assertThat(account.sns.messages()).hasSize(1);
        assertThat(account.sns.messages().getFirst().body()).startsWith("Verified: train-a is patched: all 67 nodes");
    }
}
