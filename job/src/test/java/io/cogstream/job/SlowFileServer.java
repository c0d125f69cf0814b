package io.cogstream.job;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves ranges of a folder's files, each after a while. */
final class SlowFileServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final Path folder;
    private final long delayMillis;
    private final ExecutorService threads = Executors.newFixedThreadPool(32);
    private final HttpServer server;

    SlowFileServer(Path folder, long delayMillis) throws IOException {
        this.folder = folder;
        this.delayMillis = delayMillis;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] file = Files.readAllBytes(
                    folder.resolve(exchange.getRequestURI().getPath().substring(1)));
            Matcher range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
            if (!range.matches()) {
                throw new IOException("no range asked for");
            }
            int from = Integer.parseInt(range.group(1));
            int to = (int) Math.min(file.length - 1L, Long.parseLong(range.group(2)));
            Thread.sleep(delayMillis);
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, to, file.length));
            exchange.sendResponseHeaders(206, to - from + 1L);
            exchange.getResponseBody().write(file, from, to - from + 1);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
