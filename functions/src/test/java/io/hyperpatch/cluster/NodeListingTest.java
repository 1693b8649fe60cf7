package io.hyperpatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeListingTest {
    private final InstanceGroup canary =
            new ClusterFixture().cluster().group("canary").orElseThrow();

    private static Node node(String id, String group, String status) {
        return new Node(
                id,
                group,
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ShownImage.NONE,
                Optional.empty());
    }

    @Test
    void isTheWholeOfAGroupIfEachIdStandsThereOnceAndTheCountsAgree() {
        NodeListing listing = NodeListing.of(List.of(
                node("i-1", "canary", "Running"), node("i-2", "canary", "Running"), node("i-3", "gpu", "Running")));

        assertThat(listing.doubt(canary)).isEmpty();
        assertThat(listing.of("canary")).extracting(Node::instanceId).containsExactly("i-1", "i-2");
    }

    @Test
    void isInDoubtWhereAnIdStandsTwiceAlsoInAnotherGroup() {
        NodeListing listing = NodeListing.of(List.of(
                node("i-1", "canary", "Running"),
                node("i-2", "canary", "Running"),
                node("i-3", "gpu", "Pending"),
                node("i-3", "gpu", "Running")));

        assertThat(listing.doubt(canary)).get().asString().contains("i-3 more than once");
        assertThat(listing.of("gpu"))
                .extracting(Node::status)
                .as("the later entry")
                .containsExactly("Running");
    }

    @Test
    void isInDoubtWhereTheGroupCountsMoreNodesThanItHolds() {
        NodeListing listing = NodeListing.of(List.of(node("i-1", "canary", "Running")));

        assertThat(listing.doubt(canary)).get().asString().contains("1 nodes of group canary", "counts 2");
    }

    @Test
    void isNotInDoubtForNodesThatAreListedBeforeTheyAreCounted() {
        NodeListing listing = NodeListing.of(List.of(
                node("i-1", "canary", "Running"),
                node("i-2", "canary", "Running"),
                node("canary-3", "canary", "Pending")));

        assertThat(listing.doubt(canary)).isEmpty();
    }
}
