package io.cogstream.stac.cql2;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What CQL2 can ask of values. */
public enum Operator {
    AND("and", Family.LOGIC),
    OR("or", Family.LOGIC),
    NOT("not", Family.LOGIC),
    EQUAL("=", Family.COMPARISON),
    NOT_EQUAL("<>", Family.COMPARISON),
    LESS("<", Family.COMPARISON),
    AT_MOST("<=", Family.COMPARISON),
    GREATER(">", Family.COMPARISON),
    AT_LEAST(">=", Family.COMPARISON),
    BETWEEN("between", Family.RANGE),
    IN("in", Family.MEMBERSHIP),
    LIKE("like", Family.PATTERN),
    IS_NULL("isNull", Family.PRESENCE),
    ADD("+", Family.ARITHMETIC),
    SUBTRACT("-", Family.ARITHMETIC),
    MULTIPLY("*", Family.ARITHMETIC),
    DIVIDE("/", Family.ARITHMETIC),
    REMAINDER("%", Family.ARITHMETIC),
    WHOLE_DIVIDE("div", Family.ARITHMETIC),
    POWER("^", Family.ARITHMETIC),
    CASEI("casei", Family.FOLDING),
    ACCENTI("accenti", Family.FOLDING),
    S_INTERSECTS("s_intersects", Family.SPATIAL),
    S_EQUALS("s_equals", Family.SPATIAL),
    S_DISJOINT("s_disjoint", Family.SPATIAL),
    S_TOUCHES("s_touches", Family.SPATIAL),
    S_WITHIN("s_within", Family.SPATIAL),
    S_OVERLAPS("s_overlaps", Family.SPATIAL),
    S_CROSSES("s_crosses", Family.SPATIAL),
    S_CONTAINS("s_contains", Family.SPATIAL),
    T_AFTER("t_after", Family.TEMPORAL),
    T_BEFORE("t_before", Family.TEMPORAL),
    T_CONTAINS("t_contains", Family.TEMPORAL),
    T_DISJOINT("t_disjoint", Family.TEMPORAL),
    T_DURING("t_during", Family.TEMPORAL),
    T_EQUALS("t_equals", Family.TEMPORAL),
    T_FINISHED_BY("t_finishedBy", Family.TEMPORAL),
    T_FINISHES("t_finishes", Family.TEMPORAL),
    T_INTERSECTS("t_intersects", Family.TEMPORAL),
    T_MEETS("t_meets", Family.TEMPORAL),
    T_MET_BY("t_metBy", Family.TEMPORAL),
    T_OVERLAPPED_BY("t_overlappedBy", Family.TEMPORAL),
    T_OVERLAPS("t_overlaps", Family.TEMPORAL),
    T_STARTED_BY("t_startedBy", Family.TEMPORAL),
    T_STARTS("t_starts", Family.TEMPORAL),
    A_CONTAINS("a_contains", Family.ARRAY),
    A_CONTAINED_BY("a_containedBy", Family.ARRAY),
    A_EQUALS("a_equals", Family.ARRAY),
    A_OVERLAPS("a_overlaps", Family.ARRAY);

    /** Operators that take the same operands and are evaluated alike. */
    enum Family {
        LOGIC,
        COMPARISON,
        RANGE,
        MEMBERSHIP,
        PATTERN,
        PRESENCE,
        ARITHMETIC,
        FOLDING,
        SPATIAL,
        TEMPORAL,
        ARRAY
    }

    private static final Map<String, Operator> BY_NAME = new HashMap<>();

    static {
        for (Operator operator : values()) {
            BY_NAME.put(operator.label.toLowerCase(Locale.ROOT), operator);
        }
    }

    private final String label;
    private final Family family;

    Operator(String label, Family family) {
        this.label = label;
        this.family = family;
    }

    /** The operator that the JSON encoding names so, upper or lower case; null if there is none. */
    static @Nullable Operator named(String name) {
        return BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    /** Its name in the JSON encoding. */
    public String label() {
        return label;
    }

    Family family() {
        return family;
    }

    /** Whether the text encoding writes it as a call with parentheses. */
    boolean isCall() {
        return switch (family) {
            case FOLDING, SPATIAL, TEMPORAL, ARRAY -> true;
            case LOGIC, COMPARISON, RANGE, MEMBERSHIP, PATTERN, PRESENCE, ARITHMETIC -> false;
        };
    }

    Kind result() {
        return switch (family) {
            case ARITHMETIC -> Kind.NUMBER;
            case FOLDING -> Kind.TEXT;
            case LOGIC, COMPARISON, RANGE, MEMBERSHIP, PATTERN, PRESENCE, SPATIAL, TEMPORAL, ARRAY -> Kind.BOOLEAN;
        };
    }

    void check(List<Expression> arguments) {
        Signatures.check(this, arguments);
    }
}
