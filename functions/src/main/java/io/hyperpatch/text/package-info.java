/** Text from outside, as it may stand in mails, events, logs, messages and one line of a reason. */
package io.hyperpatch.text;
