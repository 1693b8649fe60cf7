/** SageMaker HyperPod, on EKS and on Slurm: what it can do, and how its documents are read. */
package io.hyperpatch.hyperpod;
