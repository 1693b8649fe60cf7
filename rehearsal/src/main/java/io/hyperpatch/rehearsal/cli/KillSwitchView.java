package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.installation.Installation;

/** The kill switch, for people and for machines. */
final class KillSwitchView {
    private KillSwitchView() {}

    static ObjectNode document(KillSwitch.Turned turned, Installation installation) {
        ObjectNode document = Json.object();
        document.set("installation", Json.of(installation));
        document.set("killSwitch", Json.of(turned.state()));
        return document.put("changed", turned.changed());
    }

    static String words(KillSwitch.State state) {
        if (state.at().isEmpty() && !state.on()) {
            return "off";
        }
        return (state.on() ? "on" : "off")
                + state.at().map(at -> " since " + Moment.of(at)).orElse("")
                + state.by().map(by -> " by " + AccountWork.shown(by)).orElse("")
                + state.reason().map(why -> ": " + AccountWork.shown(why)).orElse("");
    }
}
