package io.cogstream.proj.method;

/** Values of the parameters of a PROJ string. */
public final class ParameterValue {
    private ParameterValue() {}

    /**
     * A finite number.
     *
     * @throws IllegalArgumentException if it is none; the message names the parameter
     */
    public static double number(String key, String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("+%s=%s is no number".formatted(key, text), e);
        }
        throw new IllegalArgumentException("+%s=%s is no finite number".formatted(key, text));
    }
}
