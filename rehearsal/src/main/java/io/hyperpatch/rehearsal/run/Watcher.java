package io.hyperpatch.rehearsal.run;

/** Looks on while a rehearsal runs; it sees everything, and changes nothing. */
public interface Watcher {

    /** Everything stands ready; no time has passed. */
    default void begins(Account account) {}

    /** Something has happened; called very often. */
    default void moved() {}

    /** It is over. */
    default void ends() {}

    Watcher NOBODY = new Watcher() {};
}
