package io.cogstream.io;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Hrefs as catalogs write them: with spaces, tokens and credentials. */
public final class Hrefs {
    /** Characters that may stand in a URI as they are, section 2 of RFC 3986; the percent sign is taken as an escape. */
    private static final String LEGAL = "-._~:/?#[]@!$&'()*+,;=%";

    private Hrefs() {}

    /** The scheme in lower case, or null for a path. */
    static @Nullable String scheme(String href) {
        int colon = href.indexOf(':');
        if (colon < 2 || !href.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*")) {
            return null;
        }
        return href.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    /** The href without user, query and fragment: where signed URLs carry their secrets. */
    public static String redacted(String href) {
        String plain = href;
        for (char mark : new char[] {'?', '#'}) {
            int end = plain.indexOf(mark);
            plain = end < 0 ? plain : plain.substring(0, end);
        }
        int authority = plain.indexOf("://") + 3;
        if (authority < 3) {
            return plain;
        }
        int slash = plain.indexOf('/', authority);
        int at = plain.lastIndexOf('@', slash < 0 ? plain.length() : slash);
        return at < authority ? plain : plain.substring(0, authority) + plain.substring(at + 1);
    }

    /** Parses an href, percent-encoding what a URI must not hold literally. */
    static URI uri(String href) throws URISyntaxException {
        StringBuilder encoded = new StringBuilder();
        for (byte b : href.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean legal = c < 128 && (Character.isLetterOrDigit(c) || LEGAL.indexOf(c) >= 0);
            encoded.append(legal ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return new URI(encoded.toString());
    }

    /** An http(s) URI without user and fragment, which are never sent. */
    static URI requestUri(String href) throws URISyntaxException {
        URI uri = uri(href);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        if (uri.getHost() == null) {
            throw new URISyntaxException("", "no host");
        }
        return new URI(uri.getScheme() + "://" + uri.getHost() + port + path + query);
    }
}
