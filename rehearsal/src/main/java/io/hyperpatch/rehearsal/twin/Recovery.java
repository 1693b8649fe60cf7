package io.hyperpatch.rehearsal.twin;

import io.hyperpatch.rehearsal.twin.ClusterEvent.Level;
import java.time.Duration;

/** Nodes that fail, and new instances that take their place on the group's desired image. */
final class Recovery {

    private final Stage stage;
    private final NodeGenerator generator;

    Recovery(Stage stage, NodeGenerator generator) {
        this.stage = stage;
        this.generator = generator;
    }

    void fail(TwinNode node, boolean recovers) {
        TwinGroup group = stage.cluster().groupOf(node);
        node.fails(PatchingTexts.HEALTH_CHECK_FAILED);
        node.disturbed(stage.cadence().now());
        group.countNodes();
        stage.events().nodeUnhealthy(node, PatchingTexts.HEALTH_CHECK_FAILED);
        if (recovers) {
            stage.cadence().after(stage.cadence().draw(stage.pace().nodeRecovery()), () -> {
                if (!node.gone()) {
                    replace(node);
                }
            });
        }
    }

    void replace(TwinNode old) {
        TwinGroup group = stage.cluster().groupOf(old);
        TwinNode replacement = launch(group);
        group.replace(old, replacement);
        group.countNodes();
        stage.events()
                .aboutNode(
                        Level.Info,
                        group,
                        replacement,
                        PatchingTexts.replacementStarted(stage.cluster(), group, replacement));
        comesUp(group, replacement, () -> stage.events()
                .aboutNode(
                        Level.Info,
                        group,
                        replacement,
                        PatchingTexts.replacementCompleted(stage.cluster(), group, replacement)));
    }

    /** Nodes that were on their way when the twin's time began come up. */
    void goOn() {
        for (TwinGroup group : stage.cluster().groups()) {
            group.nodes().stream().filter(TwinNode::onItsWay).forEach(node -> goOn(group, node));
        }
    }

    private void goOn(TwinGroup group, TwinNode node) {
        stage.cadence().after(stage.cadence().draw(stage.pace().instanceLaunch()), () -> {
            if (node.gone() || !node.onItsWay()) {
                return;
            }
            if (!node.hasInstance()) {
                node.getsInstance(generator.instance(), stage.cadence().now());
                node.runs(group.desiredImage(), true);
                node.up();
            } else {
                node.becomes(TwinNode.RUNNING);
            }
            group.countNodes();
        });
    }

    /** A node to which somebody attaches a volume is not Running meanwhile, and none of an update's. */
    void attach(TwinNode node, Duration takes) {
        if (!node.running()) {
            return;
        }
        TwinGroup group = stage.cluster().groupOf(node);
        node.becomes(TwinNode.ATTACHING);
        node.disturbed(stage.cadence().now());
        group.countNodes();
        stage.cadence().after(takes, () -> {
            if (!node.gone() && node.status().equals(TwinNode.ATTACHING)) {
                node.becomes(TwinNode.RUNNING);
                group.countNodes();
            }
        });
    }

    TwinNode launch(TwinGroup group) {
        TwinNode node = TwinNode.made(
                generator.node(
                        group.real(), group::instanceTypes, stage.cadence().now(), TwinNode.PENDING),
                group.desiredImage(),
                group.display(),
                stage.cluster().nodeVisibility());
        node.disturbed(stage.cadence().now());
        return node;
    }

    void comesUp(TwinGroup group, TwinNode node, Runnable then) {
        stage.cadence().after(stage.cadence().draw(stage.pace().instanceLaunch()), () -> {
            if (node.gone() || node.broken()) {
                return;
            }
            // The image is the one desired when the instance is ready, also if a rollback came in between.
            boolean patched = !node.image().equals(group.desiredImage().id());
            node.runs(group.desiredImage(), true);
            if (patched) {
                node.updated(stage.cadence().now());
            } else {
                node.up();
            }
            group.countNodes();
            then.run();
        });
    }
}
