package io.cogstream.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cogstream.failure.PermanentSourceException;
import io.cogstream.failure.SourceException;
import io.cogstream.failure.TransientSourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpByteSourceTest {
    private static final HttpOptions OPTIONS = new HttpOptions(
            Duration.ofSeconds(5), Duration.ofMillis(600), 2, Duration.ofMillis(5), Duration.ofMillis(20), 3);

    private final byte[] content = new byte[100_000];
    private final ReadStatistics statistics = new ReadStatistics();
    private final AtomicInteger requests = new AtomicInteger();
    private final DefaultByteSources sources = new DefaultByteSources(Runnable::run, OPTIONS);
    private final ExecutorService serverThreads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile Answer answer = this::partial;

    private interface Answer {
        void to(HttpExchange exchange, int request) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 + i / 256);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serverThreads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer.to(exchange, requests.incrementAndGet());
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        sources.close();
        server.stop(0);
        serverThreads.shutdownNow();
    }

    @Test
    void readsExactlyTheRange() throws SourceException {
        assertThat(read(1000, 50)).isEqualTo(bytes(1000, 50));
        assertThat(read(99_990, 50)).isEqualTo(bytes(99_990, 10));
        assertThat(read(100_000, 50).remaining()).isZero();
        assertThat(requests).hasValue(3);
        assertThat(statistics.requests()).isEqualTo(3);
        assertThat(statistics.bytes()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void triesAgainAfterAFailureThatMayPass(int status) throws SourceException {
        answer = (exchange, request) -> {
            if (request < 3) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                partial(exchange, request);
            }
        };
        assertThat(read(5, 20)).isEqualTo(bytes(5, 20));
        assertThat(requests).hasValue(3);
        assertThat(statistics.requests()).isEqualTo(3);
    }

    @Test
    void givesUpAfterItsRetriesWithATransientFailure() {
        answer = (exchange, request) -> exchange.sendResponseHeaders(503, -1);
        assertThatThrownBy(() -> read(0, 10))
                .isInstanceOf(TransientSourceException.class)
                .hasMessageContaining("503")
                .hasMessageContaining("3 attempts");
        assertThat(requests).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void doesNotTryAgainWhatIsNotThere(int status) {
        answer = (exchange, request) -> {
            exchange.sendResponseHeaders(status, 5);
            exchange.getResponseBody().write("sorry".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        };
        assertThatThrownBy(() -> read(0, 10))
                .isInstanceOf(PermanentSourceException.class)
                .hasMessageContaining(String.valueOf(status));
        assertThat(requests).hasValue(1);
    }

    @Test
    void keepsUserAndQueryOutOfMessagesButSendsTheQuery() {
        List<String> queries = new ArrayList<>();
        answer = (exchange, request) -> {
            queries.add(exchange.getRequestURI().getRawQuery());
            exchange.sendResponseHeaders(404, -1);
        };
        String url = "http://me:secret@127.0.0.1:" + server.getAddress().getPort() + "/x.tif?sig=secret%2F";
        assertThatThrownBy(() -> read(url, 0, 10))
                .isInstanceOf(PermanentSourceException.class)
                .hasMessageContaining("/x.tif]")
                .hasMessageNotContaining("secret");
        assertThat(queries).containsExactly("sig=secret%2F");
    }

    @Test
    void sendsCharactersThatAUrlMustNotHold() throws SourceException {
        List<String> paths = new ArrayList<>();
        answer = (exchange, request) -> {
            paths.add(exchange.getRequestURI().getPath());
            partial(exchange, request);
        };
        read("http://127.0.0.1:" + server.getAddress().getPort() + "/a b/ö|%20.tif", 0, 10);
        assertThat(paths).containsExactly("/a b/ö| .tif");
    }

    @Test
    void cutsASmallWholeFileDownToTheRange() throws SourceException {
        answer = (exchange, request) -> whole(exchange, content.length);
        assertThat(read(1000, 50)).isEqualTo(bytes(1000, 50));
        assertThat(read(99_990, 50)).isEqualTo(bytes(99_990, 10));
        assertThat(read(200_000, 50).remaining()).isZero();
    }

    @Test
    void refusesALargeWholeFile() {
        answer = (exchange, request) -> {
            exchange.sendResponseHeaders(200, 1L << 33);
            exchange.getResponseBody().write(content);
        };
        assertThatThrownBy(() -> read(0, 50))
                .isInstanceOf(PermanentSourceException.class)
                .hasMessageContaining("ignores ranges");
        assertThat(requests).hasValue(1);
    }

    @Test
    void hangsUpOnAWholeFileWithoutEnd() throws SourceException {
        answer = (exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(content);
            }
        };
        assertThat(read(10, 50)).isEqualTo(bytes(10, 50));
        assertThatThrownBy(() -> read(1L << 40, 50))
                .isInstanceOf(PermanentSourceException.class)
                .hasMessageContaining("ignores ranges");
    }

    @Test
    void triesAgainAfterABodyThatIsCutShort() throws SourceException {
        answer = (exchange, request) -> {
            if (request == 1) {
                exchange.getResponseHeaders().add("Content-Range", "bytes 0-49/100000");
                exchange.sendResponseHeaders(206, 50);
                exchange.getResponseBody().write(content, 0, 20);
                exchange.getResponseBody().flush();
                return;
            }
            partial(exchange, request);
        };
        assertThat(read(0, 50)).isEqualTo(bytes(0, 50));
        assertThat(requests).hasValue(2);
    }

    @Test
    void triesAgainAfterAnAnswerThatHoldsLessThanAskedFor() {
        answer = (exchange, request) -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 0-19/100000");
            exchange.sendResponseHeaders(206, 20);
            exchange.getResponseBody().write(content, 0, 20);
        };
        assertThatThrownBy(() -> read(0, 50))
                .isInstanceOf(TransientSourceException.class)
                .hasMessageContaining("20 of 50 bytes");
        assertThat(requests).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 100-149/100000", "bytes 0-9/*", "bytes */100000", "items 0-49/1", ""})
    void refusesAnotherRangeThanItAskedFor(String contentRange) {
        answer = (exchange, request) -> {
            exchange.getResponseHeaders().add("Content-Range", contentRange);
            exchange.sendResponseHeaders(206, 50);
            exchange.getResponseBody().write(content, 100, 50);
        };
        assertThatThrownBy(() -> read(10, 50)).isInstanceOf(PermanentSourceException.class);
    }

    @Test
    void givesUpOnABodyThatStalls() {
        CountDownLatch done = new CountDownLatch(1);
        answer = (exchange, request) -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 0-49/100000");
            exchange.sendResponseHeaders(206, 50);
            exchange.getResponseBody().write(content, 0, 20);
            exchange.getResponseBody().flush();
            await(done);
        };
        assertThatThrownBy(() -> read(0, 50))
                .isInstanceOf(TransientSourceException.class)
                .hasMessageContaining("in time");
        done.countDown();
    }

    @Test
    void triesAgainWhenNobodyListens() {
        server.stop(0);
        assertThatThrownBy(() -> read(0, 50))
                .isInstanceOf(TransientSourceException.class)
                .hasMessageContaining("3 attempts");
        assertThat(statistics.requests()).isEqualTo(3);
    }

    @Test
    void keepsToTheLimitOfRequestsPerHost() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        answer = (exchange, request) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            await(new CountDownLatch(1), 20);
            running.decrementAndGet();
            partial(exchange, request);
        };
        ByteSource source = sources.open(url(), statistics);
        List<CompletableFuture<ByteBuffer>> reads = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            reads.add(source.read(i * 10L, 10));
        }
        CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        assertThat(most.get()).isBetween(1, 3);
        for (int i = 0; i < 30; i++) {
            assertThat(reads.get(i).join()).isEqualTo(bytes(i * 10, 10));
        }
    }

    @Test
    void closingFailsWhatIsUnderWayAndStopsItsThreads() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(3);
        answer = (exchange, request) -> {
            reached.countDown();
            await(done);
        };
        HttpOptions patient = new HttpOptions(
                Duration.ofSeconds(5), Duration.ofSeconds(60), 5, Duration.ofSeconds(30), Duration.ofSeconds(30), 3);
        DefaultByteSources own = new DefaultByteSources(Runnable::run, patient);
        ByteSource source = own.open(url(), statistics);
        List<CompletableFuture<ByteBuffer>> reads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            reads.add(source.read(i, 10));
        }
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        long before = threads();
        own.close();
        for (CompletableFuture<ByteBuffer> read : reads) {
            assertThatThrownBy(() -> read.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(TransientSourceException.class);
        }
        assertThatThrownBy(() -> source.read(0, 1).get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TransientSourceException.class);
        done.countDown();
        for (int i = 0; i < 100 && threads() >= before; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(threads()).isLessThan(before);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("cogstream-http-"))
                .count();
    }

    private void partial(HttpExchange exchange, int request) throws IOException {
        String[] range =
                exchange.getRequestHeaders().getFirst("Range").substring(6).split("-", 2);
        long first = Long.parseLong(range[0]);
        int last = (int) Math.min(content.length - 1, Long.parseLong(range[1]));
        if (first > last) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        exchange.getResponseHeaders().add("Content-Range", "bytes %d-%d/%d".formatted(first, last, content.length));
        exchange.sendResponseHeaders(206, last + 1 - first);
        exchange.getResponseBody().write(content, (int) first, (int) (last + 1 - first));
    }

    private void whole(HttpExchange exchange, long announced) throws IOException {
        exchange.sendResponseHeaders(200, announced);
        exchange.getResponseBody().write(content);
    }

    private static void await(CountDownLatch latch) {
        await(latch, 10_000);
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            var unused = latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ByteBuffer bytes(int from, int length) {
        return ByteBuffer.wrap(Arrays.copyOfRange(content, from, from + length));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/scene.tif";
    }

    private ByteBuffer read(long offset, int length) throws SourceException {
        return read(url(), offset, length);
    }

    private ByteBuffer read(String url, long offset, int length) throws SourceException {
        try {
            return sources.open(url, statistics).read(offset, length).get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof SourceException source) {
                throw source;
            }
            throw new AssertionError("not a typed failure", e);
        } catch (java.util.concurrent.TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
