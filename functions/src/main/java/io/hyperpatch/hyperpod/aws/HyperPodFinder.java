package io.hyperpatch.hyperpod.aws;

import io.hyperpatch.admission.ClusterFinder;
import io.hyperpatch.admission.FoundClusters;
import io.hyperpatch.admission.FoundClusters.Unreadable;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.policy.ClusterSelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ClusterSummary;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** Finds the HyperPod clusters that a policy selects, in this account and region. */
public final class HyperPodFinder implements ClusterFinder {
    private final SageMakerClient sagemaker;
    private final HyperPod hyperPod;

    public HyperPodFinder(SageMakerClient sagemaker, HyperPod hyperPod) {
        this.sagemaker = Objects.requireNonNull(sagemaker);
        this.hyperPod = Objects.requireNonNull(hyperPod);
    }

    @Override
    public FoundClusters find(ClusterSelection selection) {
        return switch (selection) {
            case ClusterSelection.ByName named -> byName(named.names());
            case ClusterSelection.ByTags tagged -> byTags(tagged.tags());
        };
    }

    private FoundClusters byName(List<String> names) {
        List<Cluster> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (String name : names) {
            read(name, unreadable, () -> describe(name).ifPresentOrElse(found::add, () -> unknown.add(name)));
        }
        return new FoundClusters(found, unknown, unreadable);
    }

    /** In the order of their names, so that one policy always goes through them in the same order. */
    private FoundClusters byTags(Map<String, String> wanted) {
        List<Cluster> found = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        sagemaker.listClustersPaginator(request -> {}).clusterSummaries().stream()
                .sorted(Comparator.comparing(ClusterSummary::clusterName))
                .forEach(cluster -> read(cluster.clusterName(), unreadable, () -> {
                    if (tags(cluster).entrySet().containsAll(wanted.entrySet())) {
                        describe(cluster.clusterArn()).ifPresent(found::add);
                    }
                }));
        return new FoundClusters(found, List.of(), unreadable);
    }

    /**
     * A failure that may pass fails the whole look, which is tried again; one that would not keeps no other
     * cluster waiting.
     */
    private static void read(String name, List<Unreadable> unreadable, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            unreadable.add(new Unreadable(name, String.valueOf(e.getMessage())));
        } catch (AwsServiceException e) {
            if (e.isThrottlingException() || e.statusCode() >= 500) {
                throw e;
            }
            unreadable.add(new Unreadable(name, String.valueOf(e.getMessage())));
        }
    }

    private Map<String, String> tags(ClusterSummary cluster) {
        Map<String, String> tags = new HashMap<>();
        try {
            for (Tag tag : sagemaker
                    .listTagsPaginator(request -> request.resourceArn(cluster.clusterArn()))
                    .tags()) {
                tags.put(tag.key(), tag.value());
            }
        } catch (ResourceNotFoundException deletedMeanwhile) {
            return Map.of();
        }
        return tags;
    }

    private Optional<Cluster> describe(String nameOrArn) {
        try {
            return Optional.of(hyperPod.describe(nameOrArn));
        } catch (ResourceNotFoundException absent) {
            return Optional.empty();
        }
    }
}
