package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Groups that somebody adds to a cluster, or removes from it, with UpdateCluster. */
final class Regrouping {

    private static final List<String> OF_ITS_OWN = List.of(
            "SoftwareUpdateStatus",
            "ActiveSoftwareUpdateConfig",
            "ActiveOperations",
            "ScheduledUpdateConfig",
            "MinCount");

    private final Stage stage;
    private final Recovery recovery;

    Regrouping(Stage stage, Recovery recovery) {
        this.stage = stage;
        this.recovery = recovery;
    }

    void add(String name, TwinGroup like, int nodes) {
        ObjectNode document = like.real().deepCopy();
        document.remove(OF_ITS_OWN);
        document.put("InstanceGroupName", name).put("Status", "InService");
        document.put("CurrentCount", nodes).put("TargetCount", nodes);
        TwinGroup added = new TwinGroup(
                document,
                like.restricted(),
                like.desiredImage(),
                like.desiredImage(),
                like.display(),
                stage.cluster().visibility());
        for (int i = 0; i < nodes; i++) {
            TwinNode node = recovery.launch(added);
            added.add(node);
            node.up();
        }
        added.showsImages();
        stage.cluster().add(added);
        added.countNodes();
        stage.events().stateChanged();
    }

    /** Refused, as any change of a group is, while a software update of it is in effect. */
    boolean remove(TwinGroup group) {
        if (group.rollout().isPresent()) {
            return false;
        }
        group.shrinkTo(0);
        group.scaled();
        stage.cluster().remove(group);
        stage.events().stateChanged();
        return true;
    }
}
