package io.auralis.wiring;

import io.auralis.access.AccessPolicy;
import io.auralis.access.AddressLimit;
import io.auralis.access.ControlLimit;
import io.auralis.access.Forwarding;
import io.auralis.access.OriginPolicy;
import io.auralis.access.TrustedProxies;
import io.auralis.config.AuralisConfig;
import io.auralis.delivery.ChunkEncoder;
import io.auralis.delivery.ChunkEncoders;
import io.auralis.delivery.StreamFormat;
import io.auralis.websocket.BinaryOpusEncoder;
import io.auralis.websocket.BinaryPcmEncoder;
import io.auralis.websocket.JsonEncoder;
import io.auralis.wire.StreamOffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Wires what clients talk to from the configuration. */
@ApplicationScoped
class ApiProducer {

  private static final int BITS_PER_KILOBIT = 1_000;

  @Produces
  @Singleton
  ChunkEncoders encoders(AuralisConfig config) {
    Map<StreamFormat, ChunkEncoder> encoders = new EnumMap<>(StreamFormat.class);
    encoders.put(StreamFormat.JSON, new JsonEncoder());
    encoders.put(StreamFormat.PCM, new BinaryPcmEncoder());
    if (config.enableOpus()) {
      encoders.put(
          StreamFormat.OPUS, new BinaryOpusEncoder(config.opusBitrateKbps() * BITS_PER_KILOBIT));
    }
    return new ChunkEncoders(encoders);
  }

  @Produces
  @Singleton
  StreamOffer offer(ChunkEncoders encoders, AuralisConfig config) {
    return StreamOffer.of(encoders.byFormat().keySet(), config.opusBitrateKbps());
  }

  @Produces
  @Singleton
  AccessPolicy access(AuralisConfig config) {
    return new AccessPolicy(config.controlToken());
  }

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
  ControlLimit controlLimit() {
    return new ControlLimit(System::nanoTime);
  }
}
