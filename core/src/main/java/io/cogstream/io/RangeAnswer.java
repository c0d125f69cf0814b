package io.cogstream.io;

import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.TransientSourceException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges a server's answer to a range request, <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, section 14</a>. */
final class RangeAnswer {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    private final String href;
    private final ByteRange range;
    private final HttpResponse<ByteBuffer> response;

    RangeAnswer(String href, ByteRange range, HttpResponse<ByteBuffer> response) {
        this.href = href;
        this.range = range;
        this.response = response;
    }

    /** Whether a whole file in answer to a request for a part is read up to that part rather than refused. */
    static boolean isSmallEnough(HttpHeaders headers, ByteRange range) {
        long fileLength = headers.firstValueAsLong("Content-Length").orElse(range.end());
        return fileLength <= Math.max(RangeBody.MAX_WHOLE_FILE, 2L * range.length());
    }

    /** The wanted bytes; transient failures are worth a retry. */
    ByteBuffer bytes() throws SourceException {
        int status = response.statusCode();
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        if (status < 300 && !encoding.equals("identity")) {
            throw new PermanentSourceException(href, "the server answers ranges with content encoding " + encoding);
        }
        return switch (status) {
            case 206 -> partial();
            case 200 -> whole();
            case 416 -> ByteBuffer.allocate(0);
            case 408, 425, 429 -> throw new TransientSourceException(href, "HTTP status " + status);
            case 401 ->
                throw new PermanentSourceException(
                        href, "HTTP status 401: the server wants credentials, and those in a URL are not sent");
            default ->
                throw status >= 500
                        ? new TransientSourceException(href, "HTTP status " + status)
                        : new PermanentSourceException(href, "HTTP status " + status);
        };
    }

    /** Milliseconds that the server asks to wait, or 0. */
    long retryAfterMillis() {
        String text = response.headers().firstValue("Retry-After").orElse("");
        return text.matches("\\d{1,6}") ? Long.parseLong(text) * 1000 : 0;
    }

    private ByteBuffer partial() throws SourceException {
        String header = response.headers().firstValue("Content-Range").orElse("");
        Matcher matcher = CONTENT_RANGE.matcher(header);
        if (!matcher.matches()) {
            throw new PermanentSourceException(href, "status 206 with the Content-Range '" + header + "'");
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        if (first != range.offset() || last < first || last >= range.end()) {
            throw new PermanentSourceException(
                    href, "asked for bytes %d-%d, got '%s'".formatted(range.offset(), range.end() - 1, header));
        }
        boolean endsFile = matcher.group(3).equals(Long.toString(last + 1));
        return complete(endsFile ? (int) (last + 1 - first) : range.length());
    }

    private ByteBuffer whole() throws SourceException {
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        if (!isSmallEnough(response.headers(), range)) {
            throw new PermanentSourceException(
                    href,
                    "the server ignores ranges: asked for %d bytes at %d, got the whole file%s"
                            .formatted(
                                    range.length(),
                                    range.offset(),
                                    length.isPresent() ? " of " + length.getAsLong() + " bytes" : ""));
        }
        if (length.isEmpty()) {
            // Then the client itself notices when a body is cut off.
            return response.body();
        }
        return complete((int) Math.max(0, Math.min(range.length(), length.getAsLong() - range.offset())));
    }

    private ByteBuffer complete(int expected) throws SourceException {
        ByteBuffer body = response.body();
        if (body.remaining() != expected) {
            throw new TransientSourceException(
                    href, "short answer: %d of %d bytes at %d".formatted(body.remaining(), expected, range.offset()));
        }
        return body;
    }
}
