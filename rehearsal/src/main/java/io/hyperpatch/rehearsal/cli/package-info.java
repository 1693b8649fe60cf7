/** The command line: rehearse, serve, validate; and against an account status, start, pause, resume. */
package io.hyperpatch.rehearsal.cli;
