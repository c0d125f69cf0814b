package io.cogstream.open;

/** Names the parameter that a computation rejects. */
final class Parameters {
    private Parameters() {}

    /** A computation that rejects its input with an IllegalArgumentException. */
    interface Parameter<T> {
        T get();
    }

    static <T> T parameter(String name, Parameter<T> parameter) throws RequestException {
        try {
            return parameter.get();
        } catch (IllegalArgumentException e) {
            throw new RequestException(name + ": " + e.getMessage(), e);
        }
    }
}
