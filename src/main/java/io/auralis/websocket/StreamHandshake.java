package io.auralis.websocket;

import io.auralis.access.OriginPolicy;
import io.auralis.delivery.RefusalReason;
import io.auralis.http.Clients;
import io.auralis.http.ConnectionGate;
import io.auralis.http.OriginFilter;
import io.auralis.http.Problems;
import io.auralis.stations.Stations;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Answers requests for the stream that do not become a WebSocket (RFC 6455, section 4.2): those
 * that do not ask for one, those of pages that may not listen, and all when the service ends.
 */
@ApplicationScoped
public class StreamHandshake {

  static final String PATH = "/ws/stream";

  private static final String NO_HANDSHAKE =
      "The stream is a WebSocket of version 13: its handshake is that of RFC 6455, section 4.2.1";

  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;

  private final OriginPolicy origins;
  private final Clients clients;
  private final ConnectionGate gate;
  private final Stations stations;

  StreamHandshake(OriginPolicy origins, Clients clients, ConnectionGate gate, Stations stations) {
    this.origins = origins;
    this.clients = clients;
    this.gate = gate;
    this.stations = stations;
  }

  void install(@Observes Router router) {
    router
        .route(PATH)
        .order(OriginFilter.ORDER)
        .handler(this::check)
        .failureHandler(Problems::failed);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    Optional<Handshake.Fault> fault = Handshake.faultOf(request);
    if (fault.isPresent()) {
      fault.get().headers().forEach(response::putHeader);
      Problems.answer(response, fault.get().status(), NO_HANDSHAKE);
    } else if (stations.isShutDown()) {
      response.putHeader("Retry-After", "1");
      reject(context, UNAVAILABLE, "The service ends");
    } else if (origins.rejects(request.headers().getAll("Origin"), clients.site(request))) {
      stations.main().log().refused("a page of an origin that is not listed");
      reject(context, FORBIDDEN, OriginFilter.FOREIGN);
    } else if (!gate.hasRoomForFarewell()) {
      stations.main().broadcaster().attendance().refuse(RefusalReason.FULL);
      stations.main().log().refused("no file descriptors are left for listeners");
      response.putHeader("Retry-After", "1");
      reject(context, UNAVAILABLE, "No connections are left for listeners");
    } else {
      context.next();
    }
  }

  /** A client that wanted a WebSocket sends nothing else on its connection. */
  private static void reject(RoutingContext context, int status, String detail) {
    HttpServerResponse response = context.response();
    response.putHeader("Connection", "close");
    response.endHandler(ended -> context.request().connection().close());
    Problems.answer(response, status, detail);
  }
}
