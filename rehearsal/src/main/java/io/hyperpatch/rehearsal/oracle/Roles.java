package io.hyperpatch.rehearsal.oracle;

/** The rights that each function's role grants, held against the calls that the function made. */
final class Roles {

    private Roles() {}

    /** Every call was judged when it was made: by its action, its resources and its conditions, with all that it depends on. */
    static Invariant noCallOutsideTheRole(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("no-call-outside-the-function's-role");
        evidence.rights().denials().forEach(denial -> count.that(false, denial.toString()));
        for (int call = evidence.rights().denials().size();
                call < evidence.rights().calls();
                call++) {
            count.that(true, "");
        }
        return count.told();
    }
}
