package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DeliveryFormats;
import io.auralis.delivery.DeliveryObserver;
import io.auralis.delivery.DeliverySettings;
import io.auralis.delivery.DeliveryTotals;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.FramedChunk;
import io.auralis.delivery.Framing;
import io.auralis.delivery.Notices;
import io.auralis.delivery.Places;
import io.auralis.delivery.SharedDelivery;
import io.auralis.delivery.StreamFormat;
import io.auralis.delivery.Transport;
import io.netty.buffer.ByteBuf;
import io.quarkus.websockets.next.CloseReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Stations that end leave no frame in memory, however far their listeners had come. */
class EndedStationsTest {

  private static final int STATIONS = 1_000;
  private static final int HISTORY = 15;

  private final List<ByteBuf> frames = new ArrayList<>();
  private final Places places = new Places(10);
  private final DeliveryTotals totals = new DeliveryTotals(() -> 0);
  private final SharedDelivery shared =
      new SharedDelivery(
          watched(AudioMessages.formats(96_000)), places, totals, () -> 0, DeliveryObserver.NONE);

  @Test
  void aThousandStationsLeaveNothing() {
    for (int i = 0; i < STATIONS; i++) {
      // Opus takes a thousand times as long as the rest.
      List<StreamFormat> formats =
          i % 50 == 0
              ? List.of(StreamFormat.values())
              : List.of(StreamFormat.JSON, StreamFormat.PCM);
      Broadcaster station = new Broadcaster(shared, DeliverySettings.withHistory(HISTORY, HISTORY));
      for (StreamFormat format : formats) {
        Admission admission = new Admission(format, OptionalLong.empty(), Notices.NONE);
        station.join(new Connection(true), admission).orElseThrow();
        station.join(new Connection(false), admission).orElseThrow();
      }
      for (int index = 0; index < 8; index++) {
        station.publish(new AudioChunk(index, 0, new byte[AudioFormat.CHUNK_BYTES]));
      }

      station.end(DisconnectReason.ENDED);
    }

    assertThat(frames).hasSizeGreaterThan(STATIONS * 16);
    assertThat(frames).allMatch(frame -> frame.refCnt() == 0);
    assertThat(places.present()).isZero();
    assertThat(totals.listeners()).isZero();
    assertThat(totals.taskFailures()).isZero();
    assertThat(totals.left(DisconnectReason.ENDED)).isEqualTo(STATIONS * 4 + STATIONS / 50 * 2);
  }

  @Test
  void aClientLearnsThatItsStationHasEnded() {
    CloseReason reason = WebSocketTransport.closeReasonOf(DisconnectReason.ENDED);

    assertThat(reason.getCode()).isEqualTo(4410);
    assertThat(reason.getMessage()).isEqualTo("The station has ended");
  }

  private DeliveryFormats watched(DeliveryFormats formats) {
    Map<StreamFormat, Framing> framings = new EnumMap<>(StreamFormat.class);
    formats
        .framings()
        .forEach(
            (format, framing) ->
                framings.put(
                    format,
                    chunk -> {
                      FramedChunk framed = framing.frame(chunk);
                      frames.add(((AudioFrame) framed).bytesForHolder());
                      return framed;
                    }));
    return new DeliveryFormats(formats.encoders(), framings);
  }

  /** A connection whose client reads, or one that holds what was written until its end. */
  private static final class Connection implements Transport {

    private final boolean reads;
    private final Queue<ByteBuf> waiting = new ArrayDeque<>();

    Connection(boolean reads) {
      this.reads = reads;
    }

    @Override
    public Executor executor() {
      return Runnable::run;
    }

    @Override
    public boolean idle() {
      return waiting.isEmpty();
    }

    @Override
    public void write(FramedChunk chunk) {
      waiting.add(((AudioFrame) chunk).bytesForHolder());
    }

    @Override
    public void write(String message) {}

    @Override
    public void flush() {
      if (reads) {
        letGo();
      }
    }

    @Override
    public void whenIdle(Runnable task) {}

    @Override
    public void ping() {}

    @Override
    public void close(DisconnectReason reason) {
      letGo();
    }

    private void letGo() {
      waiting.forEach(ByteBuf::release);
      waiting.clear();
    }
  }
}
