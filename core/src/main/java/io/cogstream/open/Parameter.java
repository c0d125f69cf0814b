package io.cogstream.open;

/** A computation that rejects its input with an {@link IllegalArgumentException}. */
interface Parameter<T> {
    T get();

    /**
     * Runs it.
     *
     * @param name what the user calls the input
     * @throws RequestException if the input is rejected; the message starts with the name
     */
    static <T> T parameter(String name, Parameter<T> parameter) throws RequestException {
        try {
            return parameter.get();
        } catch (IllegalArgumentException e) {
            throw new RequestException(name + ": " + e.getMessage(), e);
        }
    }
}
