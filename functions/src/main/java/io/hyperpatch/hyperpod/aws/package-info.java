/**
 * The calls to SageMaker HyperPod: its clusters found, described and updated, and the public images that it
 * offers.
 */
package io.hyperpatch.hyperpod.aws;
