package io.auralis.packaged;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** A balancer that passes bytes on: new connections go to the instance that it was told last. */
public final class Balancer implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final NetServer server;
  private volatile URI target;

  /** Listens on a free port of this machine. */
  public Balancer(URI first) throws Exception {
    target = first;
    server =
        vertx
            .createNetServer()
            .connectHandler(this::connect)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  /** Its address. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  void passTo(URI instance) {
    target = instance;
  }

  private void connect(NetSocket listener) {
    listener.pause();
    client
        .connect(target.getPort(), target.getHost())
        .onSuccess(
            instance -> {
              instance.pipeTo(listener);
              listener.pipeTo(instance);
            })
        .onFailure(failure -> listener.close());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
