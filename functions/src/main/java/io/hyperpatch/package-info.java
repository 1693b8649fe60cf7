/** The Lambdas: a pure core by capability, AWS adapters in {@code …aws} packages, handlers in {@code handler}. */
package io.hyperpatch;
