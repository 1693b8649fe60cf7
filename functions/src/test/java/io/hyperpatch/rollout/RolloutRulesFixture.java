package io.hyperpatch.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.json.Json;
import java.util.List;
import java.util.Map;

/** Rules of a policy that says little. */
public final class RolloutRulesFixture {
    private RolloutRulesFixture() {}

    /** The rules in which these members differ from the defaults; a name that is no member's is refused. */
    public static RolloutRules with(Map<String, ?> members) {
        ObjectNode json = Json.of(RolloutRules.of(List.of(), DeploymentConfig.NONE));
        json.setAll(Json.of(members));
        return Json.to(RolloutRules.class, json);
    }
}
