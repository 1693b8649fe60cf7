/** Simulated EC2: images and instance types. */
package io.hyperpatch.rehearsal.aws.ec2;
