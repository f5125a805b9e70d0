package io.auralis.wiring;

import io.auralis.audio.codec.ChunkEncoder;
import io.auralis.audio.codec.Codec;
import io.auralis.audio.codec.OpusChunkEncoder;
import io.auralis.audio.codec.PcmChunkEncoder;
import io.auralis.config.AuralisConfig;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DeliveryFormats;
import io.auralis.delivery.DeliveryObserver;
import io.auralis.delivery.DeliverySettings;
import io.auralis.delivery.DeliveryTotals;
import io.auralis.delivery.Framing;
import io.auralis.delivery.Listener;
import io.auralis.delivery.Places;
import io.auralis.delivery.SharedDelivery;
import io.auralis.delivery.StreamFormat;
import io.auralis.stations.DeliveryByKind;
import io.auralis.stations.StationKind;
import io.auralis.websocket.JsonFraming;
import io.auralis.websocket.OpusFraming;
import io.auralis.websocket.PcmFraming;
import io.auralis.wire.StreamOffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Wires how chunks reach listeners from the configuration. */
@ApplicationScoped
class DeliveryProducer {

  private static final int BITS_PER_KILOBIT = 1_000;

  /** Makes the fan-out of a station of a kind. */
  interface Broadcasters extends Function<StationKind, Broadcaster> {}

  @Produces
  @Singleton
  DeliveryFormats formats(AuralisConfig config) {
    Map<Codec, Supplier<? extends ChunkEncoder>> encoders = new EnumMap<>(Codec.class);
    Map<StreamFormat, Framing> framings = new EnumMap<>(StreamFormat.class);
    encoders.put(Codec.PCM, PcmChunkEncoder::new);
    framings.put(StreamFormat.JSON, new JsonFraming());
    framings.put(StreamFormat.PCM, new PcmFraming());
    if (config.enableOpus()) {
      encoders.put(Codec.OPUS, () -> new OpusChunkEncoder(bitsPerSecond(config)));
      framings.put(StreamFormat.OPUS, new OpusFraming());
    }
    return new DeliveryFormats(encoders, framings);
  }

  @Produces
  @Singleton
  DeliveryByKind delivery(AuralisConfig config) {
    Map<StationKind, DeliveryTotals> totals = new EnumMap<>(StationKind.class);
    for (StationKind kind : StationKind.values()) {
      totals.put(kind, new DeliveryTotals(System::nanoTime));
    }
    return new DeliveryByKind(new Places(config.maxClients()), totals);
  }

  @Produces
  @Singleton
  Broadcasters broadcasters(
      AuralisConfig config,
      DeliveryFormats formats,
      DeliveryByKind delivery,
      DeliveryObserver observer) {
    int history = StationTimes.of(config).historyChunks();
    DeliverySettings settings =
        DeliverySettings.withHistory(Math.max(Listener.QUEUE_CHUNKS, history), history);
    Map<StationKind, SharedDelivery> shared = new EnumMap<>(StationKind.class);
    delivery
        .totals()
        .forEach(
            (kind, totals) ->
                shared.put(
                    kind,
                    new SharedDelivery(
                        kind == StationKind.PERSONAL
                            ? lighter(formats, bitsPerSecond(config))
                            : formats,
                        delivery.places(),
                        totals,
                        System::nanoTime,
                        observer)));
    return kind -> new Broadcaster(shared.get(kind), settings);
  }

  /**
   * Opus of personal stations is encoded with less work. With the most, it would take more of the
   * machine than all else: a hundred stations want more than one core for it.
   */
  static DeliveryFormats lighter(DeliveryFormats formats, int bitsPerSecond) {
    return formats.encoders().containsKey(Codec.OPUS)
        ? formats.with(
            Codec.OPUS,
            () -> new OpusChunkEncoder(bitsPerSecond, OpusChunkEncoder.LEAST_COMPLEXITY))
        : formats;
  }

  private static int bitsPerSecond(AuralisConfig config) {
    return config.opusBitrateKbps() * BITS_PER_KILOBIT;
  }

  @Produces
  @Singleton
  StreamOffer offer(DeliveryFormats formats, AuralisConfig config) {
    return StreamOffer.of(formats.offered(), config.opusBitrateKbps());
  }
}
