package io.hyperpatch.admission.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Problem;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.PolicyReader;
import java.util.Objects;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * Reads the fleet policy from its parameter.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html">GetParameter</a>
 */
public final class PolicyParameter {
    private final SsmClient ssm;
    private final PolicyReader reader;

    public PolicyParameter(SsmClient ssm, PolicyReader reader) {
        this.ssm = Objects.requireNonNull(ssm);
        this.reader = Objects.requireNonNull(reader);
    }

    /** @throws BadDocument if there is no such parameter, or no policy in it */
    public FleetPolicy read(String name) {
        String file = "parameter " + name;
        try {
            String value =
                    ssm.getParameter(request -> request.name(name)).parameter().value();
            return reader.read(file, value.getBytes(UTF_8));
        } catch (ParameterNotFoundException absent) {
            throw new BadDocument(
                    new Problem(file, "", 0, 0, null, "does not exist", "store the policy in it, or correct the name"));
        }
    }
}
