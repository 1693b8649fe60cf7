package io.hyperpatch.rehearsal.twin;

/**
 * A line of public HyperPod AMIs: what their names begin with, and the public parameter that holds the newest id.
 *
 * @param family what the name of each of its images begins with; digits follow
 * @param parameter in Parameter Store, readable from every account
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/hyperpod-custom-ami-how-to.html">public HyperPod AMIs</a>
 */
record ImageLine(String family, String parameter) {

    private static final String PARAMETERS = "/aws/service/sagemaker-hyperpod/ami/";

    /** The Kubernetes line, or the operating system, is one that the twin assumes: DescribeCluster shows neither. */
    static ImageLine of(boolean slurm, String architecture) {
        return slurm
                ? new ImageLine(
                        "HyperPod Slurm " + architecture + " AMI Ubuntu 22.04 ",
                        PARAMETERS + architecture + "/slurm-ubuntu-22.04/latest/ami-id")
                : new ImageLine(
                        "HyperPod EKS 1.31 " + architecture + " AMI Amazon Linux 2 ",
                        PARAMETERS + architecture + "/eks-1.31-amazon-linux-2/latest/ami-id");
    }

    String name(ReleaseVersion version) {
        return family + String.format("2026%02d%02d%02d", version.major(), version.minor(), version.patch());
    }
}
