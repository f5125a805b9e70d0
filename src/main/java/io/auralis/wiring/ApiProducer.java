package io.auralis.wiring;

import io.auralis.access.AccessPolicy;
import io.auralis.access.AddressLimit;
import io.auralis.access.ControlLimit;
import io.auralis.access.Forwarding;
import io.auralis.access.OriginPolicy;
import io.auralis.access.TrustedProxies;
import io.auralis.audio.codec.ChunkEncoder;
import io.auralis.audio.codec.Codec;
import io.auralis.audio.codec.OpusChunkEncoder;
import io.auralis.audio.codec.PcmChunkEncoder;
import io.auralis.config.AuralisConfig;
import io.auralis.delivery.DeliveryFormats;
import io.auralis.delivery.Framing;
import io.auralis.delivery.StreamFormat;
import io.auralis.websocket.JsonFraming;
import io.auralis.websocket.OpusFraming;
import io.auralis.websocket.PcmFraming;
import io.auralis.wire.StreamOffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Wires what clients talk to from the configuration. */
@ApplicationScoped
class ApiProducer {

  private static final int BITS_PER_KILOBIT = 1_000;

  @Produces
  @Singleton
  DeliveryFormats formats(AuralisConfig config) {
    Map<Codec, Supplier<? extends ChunkEncoder>> encoders = new EnumMap<>(Codec.class);
    Map<StreamFormat, Framing> framings = new EnumMap<>(StreamFormat.class);
    encoders.put(Codec.PCM, PcmChunkEncoder::new);
    framings.put(StreamFormat.JSON, new JsonFraming());
    framings.put(StreamFormat.PCM, new PcmFraming());
    if (config.enableOpus()) {
      int bitsPerSecond = config.opusBitrateKbps() * BITS_PER_KILOBIT;
      encoders.put(Codec.OPUS, () -> new OpusChunkEncoder(bitsPerSecond));
      framings.put(StreamFormat.OPUS, new OpusFraming());
    }
    return new DeliveryFormats(encoders, framings);
  }

  @Produces
  @Singleton
  StreamOffer offer(DeliveryFormats formats, AuralisConfig config) {
    return StreamOffer.of(formats.offered(), config.opusBitrateKbps());
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
