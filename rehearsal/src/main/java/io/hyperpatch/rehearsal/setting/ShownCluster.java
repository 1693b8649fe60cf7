package io.hyperpatch.rehearsal.setting;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.hyperpod.ServiceDocument;

/** A cluster as the product reads it from a document that people give. */
public final class ShownCluster {
    private ShownCluster() {}

    /** @throws BadDocument naming every member without which there is no cluster */
    public static Cluster of(Document document) {
        return ServiceDocument.cluster(ClusterFacts.of(document).tree());
    }
}
