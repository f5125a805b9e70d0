package io.auralis.wiring;

import io.auralis.audio.AudioFormat;
import io.auralis.config.AuralisConfig;
import io.auralis.delivery.Broadcaster;
import java.time.Duration;

/**
 * How much audio a station keeps and renders ahead, by the configuration.
 *
 * @param lead how far rendering runs ahead of the clock, at most
 * @param ringChunks chunks that a station keeps, lead included
 * @param inStep whether it plays in step with replicas
 */
record StationTimes(Duration lead, int ringChunks, boolean inStep) {

  static StationTimes of(AuralisConfig config) {
    return new StationTimes(
        Duration.ofMillis(config.leadMs()),
        (int) Math.round(config.bufferCapacitySec() * 1000) / AudioFormat.BLOCK_MILLIS,
        config.stationEpoch().isPresent());
  }

  /** What lies behind the lead: listeners that come back continue there. */
  int historyChunks() {
    return ringChunks - (int) lead.toMillis() / AudioFormat.BLOCK_MILLIS;
  }

  /** What a shared station recalls when it wakes: replicas have what their siblings have sent. */
  int recallChunks() {
    return inStep
        ? Math.max(Broadcaster.BURST_CHUNKS + 1, historyChunks())
        : Broadcaster.BURST_CHUNKS;
  }
}
