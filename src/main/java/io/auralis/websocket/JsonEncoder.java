package io.auralis.websocket;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.delivery.ChunkEncoder;
import io.auralis.delivery.EncodedChunk;
import io.auralis.wire.WireTime;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The {@code audio} message: Base64 of the PCM in JSON. */
public final class JsonEncoder implements ChunkEncoder {

  private static final String TAIL =
      String.format(
          Locale.ROOT,
          ",\"sample_rate\":%d,\"channels\":%d,\"format\":\"int16_le\"}",
          AudioFormat.SAMPLE_RATE_HZ,
          AudioFormat.CHANNELS);

  /** Everything but the data. */
  private static final int ENVELOPE_CHARS = 200;

  @Override
  public EncodedChunk encode(AudioChunk chunk) {
    String data = Base64.getEncoder().encodeToString(chunk.pcm());
    String message =
        new StringBuilder(data.length() + ENVELOPE_CHARS)
            .append("{\"type\":\"audio\",\"data\":\"")
            .append(data)
            .append("\",\"timestamp\":\"")
            .append(WireTime.ofMicros(chunk.timestampMicros()))
            .append("\",\"chunk_index\":")
            .append(chunk.index())
            .append(TAIL)
            .toString();
    return AudioFrame.text(chunk.index(), message.getBytes(StandardCharsets.US_ASCII));
  }
}
