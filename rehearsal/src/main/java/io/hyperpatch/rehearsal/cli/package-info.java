/** The command line: rehearse, serve, validate. */
package io.hyperpatch.rehearsal.cli;
