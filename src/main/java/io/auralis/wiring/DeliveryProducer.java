package io.auralis.wiring;

import io.auralis.config.AuralisConfig;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.ChunkEncoder;
import io.auralis.delivery.DeliveryObserver;
import io.auralis.delivery.DeliverySettings;
import io.auralis.delivery.Listener;
import io.auralis.delivery.StreamFormat;
import io.auralis.stations.StationKind;
import io.auralis.websocket.BinaryOpusEncoder;
import io.auralis.websocket.BinaryPcmEncoder;
import io.auralis.websocket.JsonEncoder;
import io.auralis.wire.StreamOffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Wires how chunks reach listeners from the configuration. */
@ApplicationScoped
class DeliveryProducer {

  private static final int BITS_PER_KILOBIT = 1_000;

  /** Makes the fan-out of a station of a kind. */
  interface Broadcasters extends Function<StationKind, Broadcaster> {}

  @Produces
  @Singleton
  Broadcasters broadcasters(AuralisConfig config, DeliveryObserver observer) {
    int history = StationTimes.of(config).historyChunks();
    DeliverySettings settings =
        DeliverySettings.withHistory(
            config.maxClients(), Math.max(Listener.QUEUE_CHUNKS, history), history);
    return kind -> new Broadcaster(encoders(config), settings, System::nanoTime, observer);
  }

  @Produces
  @Singleton
  StreamOffer offer(AuralisConfig config) {
    return StreamOffer.of(encoders(config).keySet(), config.opusBitrateKbps());
  }

  private static Map<StreamFormat, ChunkEncoder> encoders(AuralisConfig config) {
    Map<StreamFormat, ChunkEncoder> encoders = new EnumMap<>(StreamFormat.class);
    encoders.put(StreamFormat.JSON, new JsonEncoder());
    encoders.put(StreamFormat.PCM, new BinaryPcmEncoder());
    if (config.enableOpus()) {
      encoders.put(
          StreamFormat.OPUS, new BinaryOpusEncoder(config.opusBitrateKbps() * BITS_PER_KILOBIT));
    }
    return encoders;
  }
}
