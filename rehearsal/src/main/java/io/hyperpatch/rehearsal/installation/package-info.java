/** An installation in an account, as the command line reaches it: where it is, how it stands, what operators ask of it. */
package io.hyperpatch.rehearsal.installation;
