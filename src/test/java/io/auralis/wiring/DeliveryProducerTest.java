package io.auralis.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.codec.ChunkEncoder;
import io.auralis.audio.codec.Codec;
import io.auralis.audio.codec.OpusChunkEncoder;
import io.auralis.audio.codec.PcmChunkEncoder;
import io.auralis.delivery.DeliveryFormats;
import io.auralis.delivery.Framing;
import io.auralis.delivery.StreamFormat;
import io.auralis.websocket.PcmFraming;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryProducerTest {

  private static final int BITS_PER_SECOND = 96_000;

  private static final Map<StreamFormat, Framing> FRAMINGS =
      Map.of(StreamFormat.PCM, new PcmFraming());

  @Test
  void opusOfPersonalStationsTakesTheLeastWorkHoweverManyThereAre() {
    // Given
    DeliveryFormats formats =
        new DeliveryFormats(
            Map.of(
                Codec.PCM,
                PcmChunkEncoder::new,
                Codec.OPUS,
                () -> new OpusChunkEncoder(BITS_PER_SECOND)),
            FRAMINGS);

    // When
    DeliveryFormats personal = DeliveryProducer.lighter(formats, BITS_PER_SECOND);

    // Then
    List<String> light = encode(new OpusChunkEncoder(BITS_PER_SECOND, 0));
    for (int station = 0; station < 20; station++) {
      assertThat(encode(personal.encoders().get(Codec.OPUS).get())).isEqualTo(light);
    }
    assertThat(encode(formats.encoders().get(Codec.OPUS).get())).isNotEqualTo(light);
    assertThat(personal.encoders().get(Codec.PCM)).isSameAs(formats.encoders().get(Codec.PCM));
  }

  @Test
  void withoutOpusNothingChanges() {
    DeliveryFormats formats =
        new DeliveryFormats(Map.of(Codec.PCM, PcmChunkEncoder::new), FRAMINGS);

    assertThat(DeliveryProducer.lighter(formats, BITS_PER_SECOND)).isSameAs(formats);
  }

  /** What an encoder makes of some chunks, as text that can be compared. */
  private static List<String> encode(ChunkEncoder encoder) {
    Random random = new Random(1);
    List<String> packets = new ArrayList<>();
    for (int index = 0; index < 3; index++) {
      byte[] pcm = new byte[AudioFormat.CHUNK_BYTES];
      random.nextBytes(pcm);
      encoder
          .encode(new AudioChunk(index, 0, pcm))
          .forEach(packet -> packets.add(HexFormat.of().formatHex(packet)));
    }
    return packets;
  }
}
