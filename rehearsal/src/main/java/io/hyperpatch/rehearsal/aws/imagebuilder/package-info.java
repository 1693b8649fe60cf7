/** Simulated EC2 Image Builder: images by version. */
package io.hyperpatch.rehearsal.aws.imagebuilder;
