package io.auralis.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** How many connections there are and may be, and why the service ended some. */
@Singleton
class ConnectionMeters implements MeterBinder {

  private final ConnectionGate gate;

  ConnectionMeters(ConnectionGate gate) {
    this.gate = gate;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("auralis.connections", gate, ConnectionGate::open)
        .description("Connections open, WebSockets included")
        .register(registry);
    Gauge.builder("auralis.connections.limit", gate, ConnectionGate::limit)
        .description("Connections that there may be: what file descriptors are left for")
        .register(registry);
    for (ConnectionEnd end : ConnectionEnd.values()) {
      FunctionCounter.builder("auralis.connections.ended", gate, it -> it.ended(end))
          .description("Connections that the service ended itself")
          .tag("reason", end.label())
          .register(registry);
    }
  }
}
