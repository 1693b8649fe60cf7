package io.hyperpatch.rehearsal.engine;

/**
 * One passage of an execution through a state.
 *
 * @param pointer the state's JSON pointer in the definition, unique also inside of Map and Parallel
 */
public record StateVisit(String executionArn, String machine, String pointer, String state) {}
