package io.auralis.http;

import io.auralis.wire.Messages;
import io.auralis.wire.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Answers with a problem where no resource has answered: unknown paths and failures. */
@ApplicationScoped
public class Problems {

  /** Behind all other routes. */
  private static final int LAST = Integer.MAX_VALUE - 1;

  private static final int NOT_FOUND = 404;
  private static final int FAILED = 500;
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final AtomicLong QUIET_UNTIL = new AtomicLong(System.nanoTime());
  private static final Logger LOG = Logger.getLogger(Problems.class);

  void install(@Observes Router router) {
    router.route().order(LAST).handler(Problems::unknown);
    router.route("/api/*").order(OriginFilter.ORDER).failureHandler(Problems::failed);
  }

  /** Ends the request so. */
  public static void answer(HttpServerResponse response, int status, String detail) {
    String title = HttpResponseStatus.valueOf(status).reasonPhrase();
    response
        .setStatusCode(status)
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(Messages.write(Problem.of(status, title, detail)));
  }

  /**
   * Writes a failure of ours into the log, with its stack; once a second, whoever provokes it. A
   * client that hangs up is none.
   */
  public static void log(Throwable failure) {
    if (failure instanceof IOException) {
      LOG.debug("A client hung up", failure);
      return;
    }
    long now = System.nanoTime();
    long until = QUIET_UNTIL.get();
    if (now - until >= 0 && QUIET_UNTIL.compareAndSet(until, now + PAUSE_NANOS)) {
      LOG.error("A request failed", failure);
    }
  }

  private static void unknown(RoutingContext context) {
    answer(context.response(), NOT_FOUND, "There is nothing under this path");
  }

  /** Answers a request whose handler failed. */
  public static void failed(RoutingContext context) {
    if (context.response().headWritten()) {
      context.request().connection().close();
      return;
    }
    int status = context.statusCode() < 0 ? FAILED : context.statusCode();
    if (status >= FAILED && context.failure() != null) {
      log(context.failure());
    }
    answer(
        context.response(),
        status,
        status >= FAILED ? "The service failed; its log says why" : "The request was rejected");
  }
}
