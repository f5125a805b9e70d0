package io.auralis.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** Options of the HTTP server that Quarkus has no setting for; the same for HTTP and HTTPS. */
@ApplicationScoped
class ServerOptions implements HttpServerOptionsCustomizer {

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    customize(options);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    customize(options);
  }

  private static void customize(HttpServerOptions options) {
    // Quarkus declines permessage-deflate only; frames are shared by all connections.
    options.setPerFrameWebSocketCompressionSupported(false);
  }
}
