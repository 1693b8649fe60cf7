/**
 * The role of each function: what it may do, on which resources, under which conditions. One source for the deployment, which
 * makes the roles of it, and for the rehearsal, which judges every call by them.
 */
package io.hyperpatch.role;
