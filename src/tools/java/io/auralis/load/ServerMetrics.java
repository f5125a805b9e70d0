package io.auralis.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A moment of the server's own figures.
 *
 * @param atNanos when they were read
 * @param values by metric name with its labels
 */
record ServerMetrics(long atNanos, Map<String, Double> values) {

  private static final int OK = 200;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** A server beyond its limits answers late, and that is when its figures matter. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  static ServerMetrics read(LoadOptions options) throws IOException {
    URI uri =
        URI.create(
            String.format(Locale.ROOT, "http://%s:%d/q/metrics", options.host(), options.port()));
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    try {
      HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new IOException(
            String.format(Locale.ROOT, "%s answered %d", uri, response.statusCode()));
      }
      Map<String, Double> values = new TreeMap<>();
      response
          .body()
          .lines()
          .filter(line -> !line.startsWith("#") && line.contains(" "))
          .forEach(
              line -> {
                int space = line.lastIndexOf(' ');
                values.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
              });
      return new ServerMetrics(System.nanoTime(), values);
    } catch (ConnectException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "Nobody answers at %s. Start the service, or name it with --host and --port",
              uri),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** CPU time of the process so far. */
  double cpuSeconds() {
    return sum("process_cpu_time_ns_total") / 1e9;
  }

  /** What the heap holds, garbage included. */
  double heapBytes() {
    return sum("jvm_memory_used_bytes", "area", "heap");
  }

  /** Whether the server has this metric. */
  boolean has(String name) {
    return values.keySet().stream().anyMatch(key -> key.equals(name) || key.startsWith(name + "{"));
  }

  /** The sum of a metric over its labels; 0 if there is none. */
  double sum(String name) {
    return values.entrySet().stream()
        .filter(e -> e.getKey().equals(name) || e.getKey().startsWith(name + "{"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** The sum of those series of a metric that have a label with this value; 0 if there is none. */
  double sum(String name, String label, String value) {
    String pair = label + "=\"" + value + '"';
    return values.entrySet().stream()
        .filter(e -> e.getKey().startsWith(name + "{") && e.getKey().contains(pair))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  double secondsSince(ServerMetrics earlier) {
    return (atNanos - earlier.atNanos) / 1e9;
  }
}
