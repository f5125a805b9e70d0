package io.auralis.wiring;

import io.auralis.access.AddressLimit;
import io.auralis.access.ControlGate;
import io.auralis.access.ControlLimit;
import io.auralis.access.Forwarding;
import io.auralis.access.OriginPolicy;
import io.auralis.access.TrustedProxies;
import io.auralis.config.AuralisConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires who may do what, and how much of it, from the configuration. */
@ApplicationScoped
class AccessProducer {

  @Produces
  @Singleton
  OriginPolicy origins(AuralisConfig config) {
    return new OriginPolicy(config.corsOrigins(), config.env().equals("production"));
  }

  @Produces
  @Singleton
  TrustedProxies proxies(AuralisConfig config) {
    return TrustedProxies.parse(config.trustedProxies());
  }

  @Produces
  @Singleton
  Forwarding forwarding(TrustedProxies proxies) {
    return new Forwarding(proxies);
  }

  @Produces
  @Singleton
  AddressLimit addresses(AuralisConfig config) {
    return new AddressLimit(config.maxClientsPerAddress());
  }

  @Produces
  @Singleton
  ControlGate controlGate() {
    return new ControlGate(new ControlLimit(System::nanoTime));
  }
}
