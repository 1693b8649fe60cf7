package io.hyperpatch.rehearsal.mutant;

import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.implementation.Implementation;

/**
 * Methods of one class that do something else, in the whole JVM: nothing else of the product may be at work meanwhile.
 *
 * @param type the class by its full name, as some are visible in their packages only
 * @param instead what the methods do; it must do without new members of the class
 * @param methods by their names, with all overloads
 * @param also methods of another class, where one rule stands behind another one
 */
record Redefined(String type, Implementation instead, List<String> methods, Optional<Redefined> also) {
    Redefined {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(instead, "instead");
        methods = List.copyOf(methods);
        Objects.requireNonNull(also, "also");
    }

    Redefined(String type, Implementation instead, String... methods) {
        this(type, instead, List.of(methods), Optional.empty());
    }

    /** Both at once. */
    Redefined and(Redefined other) {
        return new Redefined(type, instead, methods, Optional.of(other));
    }

    Redefined(Class<?> type, Implementation instead, String... methods) {
        this(type.getName(), instead, methods);
    }

    /** Does something while the methods do something else, and restores them whatever happens. */
    <T> T without(Supplier<T> action) {
        if (also.isPresent()) {
            Redefined alone = new Redefined(type, instead, methods, Optional.empty());
            return also.get().without(() -> alone.without(action));
        }
        redefine();
        try {
            return action.get();
        } finally {
            restore();
        }
    }

    void redefine() {
        ByteBuddyAgent.install();
        Class<?> loaded = loaded();
        new ByteBuddy()
                .redefine(loaded)
                .method(namedOneOf(methods.toArray(String[]::new)))
                .intercept(instead)
                .make()
                .load(loaded.getClassLoader(), ClassReloadingStrategy.fromInstalledAgent());
    }

    void restore() {
        try {
            ClassReloadingStrategy.fromInstalledAgent().reset(loaded());
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of " + type, e);
        }
    }

    /** A safeguard that has moved would be switched off by nothing, and its test would say nothing. */
    private Class<?> loaded() {
        try {
            Class<?> loaded = Class.forName(type);
            for (String method : methods) {
                boolean there = Arrays.stream(loaded.getDeclaredMethods())
                        .anyMatch(each -> each.getName().equals(method));
                if (!there) {
                    throw new IllegalStateException(
                            type + " has no method " + method + " any more: name in Safeguard where the rule is now");
                }
            }
            return loaded;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "there is no class " + type + ": name in Safeguard where the rule of its " + methods + " is now",
                    e);
        }
    }
}
