package io.auralis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.codec.ChunkEncoder;
import io.auralis.audio.codec.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is encoded, framed and kept for the formats of one codec. */
class CodecRingTest {

  private static final int HISTORY = 15;
  private static final int LINGER = 3;

  private final List<Long> encoded = new ArrayList<>();
  private final AtomicInteger encoders = new AtomicInteger();
  private final AtomicInteger json = new AtomicInteger();
  private final AtomicInteger pcm = new AtomicInteger();
  private final AtomicInteger framed = new AtomicInteger();
  private Error encoderFailsWith;
  private Error framingFailsWith;
  private final Broadcaster broadcaster =
      new Broadcaster(
          new DeliveryFormats(
              Map.of(Codec.PCM, this::encoder),
              Map.of(
                  StreamFormat.JSON, watched(RecordingTransport.framing("j", json)),
                  StreamFormat.PCM, watched(RecordingTransport.framing("p", pcm)))),
          100,
          DeliverySettings.withHistory(HISTORY, LINGER),
          () -> 0);

  @Test
  void formatsOfOneCodecShareItsPacketsAndEachHasMessagesOfItsOwn() {
    // Given
    RecordingTransport one = RecordingTransport.fast();
    RecordingTransport two = RecordingTransport.fast();
    RecordingTransport three = RecordingTransport.fast();
    join(one, StreamFormat.JSON, null);
    join(two, StreamFormat.PCM, null);
    join(three, StreamFormat.PCM, null);

    // When
    publish(0, 3);

    // Then
    assertThat(one.sent()).containsExactly("j0", "j1", "j2");
    assertThat(two.sent()).containsExactly("p0", "p1", "p2");
    assertThat(three.sent()).containsExactly("p0", "p1", "p2");
    assertThat(encoded).containsExactly(0L, 1L, 2L);
    assertThat(encoders).hasValue(1);
    assertThat(framed).as("one for each chunk and format").hasValue(6);
  }

  @Test
  void aMessageIsMadeWhenAListenerTakesIt() {
    join(RecordingTransport.fast(), StreamFormat.JSON, null);
    RecordingTransport slow = RecordingTransport.slow();
    join(slow, StreamFormat.PCM, null);

    publish(0, 20);

    assertThat(slow.sent()).containsExactly("p0");
    assertThat(framed).as("of the slow listener's format only the first").hasValue(21);
  }

  @Test
  void messagesAreLetGoOfBehindTheQueuesAndMadeAgainForAListenerThatCatchesUp() {
    // Given
    join(RecordingTransport.fast(), StreamFormat.PCM, null);
    publish(0, 40);
    assertThat(pcm).hasValue(Listener.QUEUE_CHUNKS);
    assertThat(framed).hasValue(40);

    // When: two come back, one after the other
    RecordingTransport one = RecordingTransport.fast();
    RecordingTransport two = RecordingTransport.fast();
    join(one, StreamFormat.PCM, 27L);
    publish(40, 41);
    join(two, StreamFormat.PCM, 27L);

    // Then
    assertThat(one.sent()).startsWith("p27", "p28").endsWith("p40").hasSize(14);
    assertThat(two.sent()).isEqualTo(one.sent());
    assertThat(framed)
        .as("eight were made again, for both; one left the queues between them")
        .hasValue(41 + 8 + 1);

    // When
    publish(41, 60);

    // Then
    assertThat(pcm).hasValue(Listener.QUEUE_CHUNKS);
  }

  @Test
  void aRingThatSleepsHasNoEncoderAndNoMessages() {
    // Given
    Listener first = join(RecordingTransport.fast(), StreamFormat.PCM, null);
    publish(0, 10);

    // When
    broadcaster.leave(first, DisconnectReason.LEFT);
    publish(10, 10 + LINGER + 1);

    // Then
    assertThat(pcm).hasValue(0);
    assertThat(encoded).hasSize(10 + LINGER);

    // When
    RecordingTransport next = RecordingTransport.fast();
    join(next, StreamFormat.PCM, null);
    publish(14, 15);

    // Then
    assertThat(encoders).hasValue(2);
    assertThat(next.sent()).containsExactly("p11", "p12", "p13", "p14");
  }

  @Test
  void anEncoderThatCannotBeMadeIsAskedForWithTheNextChunk() {
    RecordingTransport listener = RecordingTransport.fast();
    join(listener, StreamFormat.PCM, null);
    encoderFailsWith = new OutOfMemoryError("pretended");
    publish(0, 2);
    encoderFailsWith = null;
    publish(2, 4);

    assertThat(listener.sent()).containsExactly("p0", "p1", "p2", "p3");
    assertThat(broadcaster.totals().counts(StreamFormat.PCM).encodeFailures()).isEqualTo(2);
  }

  @Test
  void aMessageThatCannotBeMadeIsMadeWithTheNextChunk() {
    RecordingTransport listener = RecordingTransport.fast();
    join(listener, StreamFormat.PCM, null);
    publish(0, 1);
    framingFailsWith = new OutOfMemoryError("pretended");
    publish(1, 3);
    framingFailsWith = null;
    publish(3, 4);

    assertThat(listener.sent()).containsExactly("p0", "p1", "p2", "p3");
    assertThat(listener.closed()).isEmpty();
    assertThat(broadcaster.totals().counts(StreamFormat.PCM).encodeFailures()).isEqualTo(2);
    assertThat(broadcaster.totals().taskFailures()).isEqualTo(2);
  }

  @Test
  void aReaderThatComesAfterAChunkWasRetiredFindsNothing() {
    // Given
    PacketChunk chunk = new PacketChunk(7, 0, RecordingTransport.packets("7"), 0);
    Framing framing = RecordingTransport.framing("p", pcm);
    FramedChunk first = chunk.message(StreamFormat.PCM, framing::frame);
    assertThat(chunk.message(StreamFormat.PCM, framing::frame)).isSameAs(first);
    first.release();
    first.release();
    assertThat(pcm).hasValue(1);

    // When
    chunk.retire();
    assertThat(pcm).hasValue(0);

    // Then
    assertThat(chunk.message(StreamFormat.PCM, framing::frame)).isNull();
    assertThat(pcm).hasValue(0);
  }

  private ChunkEncoder encoder() {
    if (encoderFailsWith != null) {
      throw encoderFailsWith;
    }
    encoders.incrementAndGet();
    return chunk -> {
      encoded.add(chunk.index());
      return RecordingTransport.packets(String.valueOf(chunk.index()));
    };
  }

  private Framing watched(Framing framing) {
    return chunk -> {
      if (framingFailsWith != null) {
        throw framingFailsWith;
      }
      framed.incrementAndGet();
      return framing.frame(chunk);
    };
  }

  private Listener join(RecordingTransport transport, StreamFormat format, Long from) {
    OptionalLong wanted = from == null ? OptionalLong.empty() : OptionalLong.of(from);
    return broadcaster.join(transport, new Admission(format, wanted, Notices.NONE)).orElseThrow();
  }

  private void publish(long from, long to) {
    for (long index = from; index < to; index++) {
      broadcaster.publish(new AudioChunk(index, 0, new byte[AudioFormat.CHUNK_BYTES]));
    }
  }
}
