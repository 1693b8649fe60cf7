package io.hyperpatch.rehearsal.installation;

import io.hyperpatch.aws.ClientSettings;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.Region;

/**
 * Region and credentials in the order of the AWS CLI: a profile that is named goes before the environment.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-quickstart.html#cli-configure-quickstart-precedence">
 *     precedence of the AWS CLI</a>
 */
final class Access {
    private static final String REMEDY = "`aws configure list-profiles` shows those that there are";

    private final Target target;
    private final Map<String, String> environment;

    Access(Target target, Map<String, String> environment) {
        this.target = target;
        this.environment = Map.copyOf(environment);
    }

    /** @throws Trouble if there is no such profile, or nothing says the region */
    ClientSettings settings() {
        Optional<Profile> profile = profile();
        ClientSettings usual = ClientSettings.deployed(Region.of(region(profile)));
        return new ClientSettings(
                usual.http(), usual.region(), credentials(), usual.backoff(), usual.callTimeout(), target.endpoint());
    }

    private Optional<Profile> profile() {
        ProfileFile file = ProfileFile.defaultProfileFile();
        target.profile().filter(name -> file.profile(name).isEmpty()).ifPresent(name -> {
            throw new Trouble(Trouble.Kind.INPUT, "--profile '" + name + "' is no profile of this machine", REMEDY);
        });
        return file.profile(target.profile().orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow));
    }

    private String region(Optional<Profile> profile) {
        if (target.region().isPresent()) {
            return target.region().get();
        }
        for (String variable : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                return Target.requireRegion("the environment variable " + variable, value);
            }
        }
        return profile.flatMap(known -> known.property(ProfileProperty.REGION))
                .map(value -> Target.requireRegion("the profile's region", value))
                .orElseThrow(() -> new Trouble(
                        Trouble.Kind.INPUT,
                        "nothing says which region Hyperpatch is installed in",
                        "give --region, for instance --region eu-central-1, or set AWS_REGION"));
    }

    private AwsCredentialsProvider credentials() {
        return target.profile()
                .<AwsCredentialsProvider>map(name ->
                        ProfileCredentialsProvider.builder().profileName(name).build())
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
