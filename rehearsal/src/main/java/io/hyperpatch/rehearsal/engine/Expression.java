package io.hyperpatch.rehearsal.engine;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Map;

/**
 * One JSONata expression of a definition, parsed once per thread.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming data with
 *     JSONata</a>
 */
public final class Expression {
    private final String source;
    private final String pointer;
    private final ExpressionNames names;
    // A parsed expression keeps state while it is evaluated: definitions are shared by simulations on several threads.
    private final ThreadLocal<Jsonata> parsed;

    /** Parses the expression between its delimiters; a syntax error comes out as {@link JException}. */
    Expression(String source, String pointer) {
        this.source = source;
        this.pointer = pointer;
        this.names = ExpressionNames.in(source);
        this.parsed = ThreadLocal.withInitial(() -> parse(source));
        parsed.get();
    }

    private static Jsonata parse(String source) {
        Jsonata expression = Jsonata.jsonata(source);
        // Undefined and null must stay apart: only one of them is a value.
        expression.setOutputConvertNulls(false);
        return expression;
    }

    /** The text between the delimiters. */
    public String source() {
        return source;
    }

    /** The JSON pointer of the field in the definition. */
    public String pointer() {
        return pointer;
    }

    ExpressionNames names() {
        return names;
    }

    /** Evaluates with these names bound; Java's null is undefined. */
    Object evaluate(Map<String, Object> bindings) {
        Jsonata.Frame frame = new Jsonata.Frame(null);
        bindings.forEach(frame::bind);
        return parsed.get().evaluate(null, frame);
    }
}
