package io.auralis.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A server of personal stations that does on purpose what the load program is to notice. */
final class FakeStationServer implements AutoCloseable {

  private static final int CHUNK_MILLIS = 25;
  private static final int AUDIO_BYTES = 500;
  private static final int TOO_LATE_MILLIS = 400;

  /** So much that no pause of a busy machine makes a healthy station late. */
  private static final int EARLY_MILLIS = 5_000;

  /** Chunks that a listener hears before a fault begins. */
  private static final int HEALTHY_CHUNKS = 8;

  /** What is wrong with a station. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** Leaves out every fourth chunk. */
    GAPS,
    /** Sends every fourth chunk twice. */
    REPEATS,
    /** Sends each chunk long after it was due. */
    LATE,
    /** Sends no more chunks, and says nothing about it. */
    SILENT,
    /** Sends an error message. */
    ERROR,
    /** Ends. */
    ENDS
  }

  final List<String> bodies = new CopyOnWriteArrayList<>();
  final List<String> origins = new CopyOnWriteArrayList<>();
  final Map<String, String> tokens = new ConcurrentHashMap<>();
  volatile int tooManyRequests;
  volatile int createdStatus = 201;

  /** Of the stations that were made, so many count as expired. */
  volatile int expiring;

  volatile int joined;

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final int capacity;
  private final List<Fault> faults;
  private final Map<ServerWebSocket, Listener> listeners = new LinkedHashMap<>();
  private int numbers;
  private double lastSeconds = System.nanoTime() / 1e9;
  private double cpuSeconds;

  private static final class Listener {
    private final Fault fault;
    private long sent;
    private long index = 1_000;

    private Listener(Fault fault) {
      this.fault = fault;
    }
  }

  /**
   * @param capacity stations at a time
   * @param faults of the stations, in the order in which they are made; others have none
   */
  FakeStationServer(int capacity, Fault... faults) {
    this.capacity = capacity;
    this.faults = List.of(faults);
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .webSocketHandler(this::join)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    vertx.setPeriodic(CHUNK_MILLIS, timer -> List.copyOf(listeners.keySet()).forEach(this::play));
  }

  int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void answer(HttpServerRequest request) {
    if (request.path().equals("/q/metrics")) {
      request.response().end(metrics());
    } else if (tooManyRequests > 0) {
      tooManyRequests--;
      request.response().setStatusCode(429).putHeader("Retry-After", "0").end();
    } else if (request.method() == HttpMethod.POST) {
      origins.add(String.valueOf(request.getHeader("Origin")));
      request.body().onSuccess(body -> make(request, body.toString()));
    } else {
      String id = request.path().substring("/api/v1/stations/".length());
      boolean makers = ("Bearer " + tokens.get(id)).equals(request.getHeader("Authorization"));
      if (makers) {
        tokens.remove(id);
      }
      request.response().setStatusCode(makers ? 204 : 401).end();
    }
  }

  private void make(HttpServerRequest request, String body) {
    bodies.add(body);
    if (createdStatus != 201) {
      request.response().setStatusCode(createdStatus).end();
    } else if (tokens.size() >= capacity) {
      request
          .response()
          .setStatusCode(503)
          .putHeader("Retry-After", "30")
          .end(new JsonObject().put("code", "SERVER_OVERLOAD").put("reason", "capacity").encode());
    } else {
      String id = "station-" + numbers++;
      tokens.put(id, "token of " + id);
      request
          .response()
          .setStatusCode(201)
          .end(new JsonObject().put("id", id).put("control_token", tokens.get(id)).encode());
    }
  }

  private void join(ServerWebSocket socket) {
    String id = socket.query().replaceFirst(".*station=([^&]*).*", "$1");
    if (!socket.query().contains("format=pcm") || !tokens.containsKey(id)) {
      socket.close((short) 4404, "No such station");
      return;
    }
    joined++;
    int number = Integer.parseInt(id.substring("station-".length()));
    listeners.put(socket, new Listener(number < faults.size() ? faults.get(number) : Fault.NONE));
    socket.closeHandler(nothing -> listeners.remove(socket));
  }

  private void play(ServerWebSocket socket) {
    Listener listener = listeners.get(socket);
    boolean due = ++listener.sent > HEALTHY_CHUNKS;
    Fault fault = due ? listener.fault : Fault.NONE;
    boolean fourth = listener.sent % 4 == 0;
    if (fault == Fault.ENDS) {
      socket.close((short) 4410, "The station has ended");
    } else if (fault != Fault.SILENT) {
      if (fault == Fault.ERROR && fourth) {
        socket.writeTextMessage(
            "{\"type\":\"error\",\"code\":\"BUFFER_OVERRUN\",\"reason\":\"slow\",\"message\":\""
                + "a chunk was left out; ".repeat(10)
                + "\",\"severity\":\"info\"}");
      }
      if (fault == Fault.GAPS && fourth) {
        listener.index++;
      }
      if (fault == Fault.REPEATS && fourth) {
        socket.writeBinaryMessage(chunk(listener.index, -EARLY_MILLIS));
      }
      socket.writeBinaryMessage(chunk(listener.index++, fault == Fault.LATE ? TOO_LATE_MILLIS : 0));
    }
  }

  private static Buffer chunk(long index, long lateMillis) {
    return Buffer.buffer()
        .appendLong(0)
        .appendLongLE(index)
        .appendLongLE((System.currentTimeMillis() - lateMillis) * 1_000)
        .appendBytes(new byte[AUDIO_BYTES]);
  }

  /** A station takes 2 % of a core, 1 MB of heap and 2 MB of memory; the rest 10 %, 20 and 100. */
  private String metrics() {
    double seconds = System.nanoTime() / 1e9;
    int playing = tokens.size();
    cpuSeconds += (seconds - lastSeconds) * (0.1 + 0.02 * playing);
    lastSeconds = seconds;
    List<String> lines = new ArrayList<>();
    lines.add("# HELP auralis_listeners Listeners");
    lines.add("auralis_listeners " + listeners.size());
    lines.add("auralis_listeners_limit 100");
    lines.add(String.format(Locale.ROOT, "process_cpu_time_ns_total %e", cpuSeconds * 1e9));
    lines.add("jvm_memory_used_bytes{area=\"heap\",id=\"Eden\"} " + (20 + playing) + "e6");
    lines.add("jvm_memory_used_bytes{area=\"nonheap\",id=\"Metaspace\"} 7e7");
    lines.add("process_resident_memory_bytes " + (100 + 2 * playing) + "e6");
    lines.add("auralis_tick_load 0.25");
    lines.add("auralis_stations_ended_total{reason=\"deleted\"} 7");
    lines.add("auralis_stations_ended_total{reason=\"expired\"} " + Math.min(expiring, numbers));
    return String.join("\n", lines);
  }
}
