package io.cogstream.stac.cql2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON encoding.
 *
 * @see <a href="https://docs.ogc.org/is/21-065r2/21-065r2.html#cql2-json">CQL2, JSON encoding</a>
 */
final class JsonParser {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private JsonParser() {}

    /** Fails with {@link IllegalArgumentException}, whose message says where: a path, {@code $} being the whole. */
    static Expression parse(String text) {
        try {
            return expression(JSON.readTree(text), "$", 0);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? "$"
                    : "line %d, column %d"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            throw error(place, "not JSON: " + e.getOriginalMessage());
        }
    }

    private static IllegalArgumentException error(String path, String problem) {
        return new IllegalArgumentException("at " + path + ": " + problem);
    }

    private static Expression expression(JsonNode json, String path, int depth) {
        if (depth > Limits.DEPTH) {
            throw error(path, "expressions nested deeper than " + Limits.DEPTH);
        }
        if (json.isBoolean()) {
            return new Literal(json.booleanValue());
        }
        if (json.isTextual()) {
            return new Literal(json.textValue());
        }
        if (json.isNumber()) {
            return located(path, () -> Literals.number(json.asText()));
        }
        if (json.isArray()) {
            return new Elements(expressions(json, path, depth + 1));
        }
        if (json.isObject()) {
            return object(json, path, depth);
        }
        throw error(path, "expected a value, not " + (json.isNull() ? "null" : "nothing"));
    }

    private static List<Expression> expressions(JsonNode array, String path, int depth) {
        if (!array.isArray()) {
            throw error(path, "expected an array");
        }
        List<Expression> expressions = new ArrayList<>();
        for (JsonNode element : array) {
            expressions.add(expression(element, path + "[" + expressions.size() + "]", depth));
        }
        return expressions;
    }

    private static Expression object(JsonNode json, String path, int depth) {
        if (json.has("op")) {
            return operation(json, path, depth);
        }
        if (json.has("property")) {
            String name = text(json.get("property"), path + ".property");
            return located(path, () -> Property.named(name));
        }
        if (json.has("date")) {
            String date = text(json.get("date"), path + ".date");
            return located(path, () -> Literals.date(date));
        }
        if (json.has("timestamp")) {
            String time = text(json.get("timestamp"), path + ".timestamp");
            return located(path, () -> Literals.timestamp(time));
        }
        if (json.has("interval")) {
            return interval(json.get("interval"), path + ".interval", depth);
        }
        if (json.has("bbox")) {
            return bbox(json.get("bbox"), path + ".bbox");
        }
        if (json.has("type")) {
            return located(path, () -> Geometries.ofJson(json));
        }
        throw error(path, "an object needs op, property, date, timestamp, interval, bbox, or type of a geometry");
    }

    private static Expression operation(JsonNode json, String path, int depth) {
        String name = text(json.get("op"), path + ".op");
        List<Expression> arguments = expressions(json.path("args"), path + ".args", depth + 1);
        Operator operator = Operator.named(name);
        return operator == null
                ? new FunctionCall(name, arguments)
                : located(path, () -> new Operation(operator, arguments));
    }

    private static Expression interval(JsonNode ends, String path, int depth) {
        if (!ends.isArray() || ends.size() != 2) {
            throw error(path, "an interval has two ends");
        }
        Expression start = end(ends.get(0), path + "[0]", depth);
        Expression end = end(ends.get(1), path + "[1]", depth);
        return located(path, () -> Literals.interval(start, end));
    }

    private static @Nullable Expression end(JsonNode end, String path, int depth) {
        if (!end.isTextual()) {
            return expression(end, path, depth + 1);
        }
        try {
            return Literals.end(end.textValue());
        } catch (IllegalArgumentException e) {
            throw error(path, e.getMessage());
        }
    }

    private static Expression bbox(JsonNode json, String path) {
        double[] sides = new double[json.size()];
        for (int i = 0; i < sides.length; i++) {
            JsonNode side = json.path(i);
            if (!side.isNumber() || !Double.isFinite(side.asDouble())) {
                throw error(path + "[" + i + "]", "expected a number");
            }
            sides[i] = side.asDouble();
        }
        return located(path, () -> Literals.bbox(sides));
    }

    private static String text(JsonNode json, String path) {
        if (!json.isTextual()) {
            throw error(path, "expected a text");
        }
        return json.textValue();
    }

    private static Expression located(String path, Supplier<Expression> expression) {
        try {
            return expression.get();
        } catch (IllegalArgumentException e) {
            throw error(path, String.valueOf(e.getMessage()));
        }
    }
}
