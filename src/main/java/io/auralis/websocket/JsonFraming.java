package io.auralis.websocket;

import io.auralis.audio.AudioFormat;
import io.auralis.delivery.FramedChunk;
import io.auralis.delivery.Framing;
import io.auralis.delivery.PacketChunk;
import io.auralis.wire.WireTime;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The {@code audio} message: Base64 of the PCM in JSON. */
public final class JsonFraming implements Framing {

  private static final byte[] HEAD = ascii("{\"type\":\"audio\",\"data\":\"");

  private static final String TAIL =
      String.format(
          Locale.ROOT,
          ",\"sample_rate\":%d,\"channels\":%d,\"format\":\"int16_le\"}",
          AudioFormat.SAMPLE_RATE_HZ,
          AudioFormat.CHANNELS);

  @Override
  public FramedChunk frame(PacketChunk chunk) {
    byte[] data = Base64.getEncoder().encode(chunk.packets().get(0));
    byte[] rest =
        ascii(
            "\",\"timestamp\":\""
                + WireTime.ofMicros(chunk.timestampMicros())
                + "\",\"chunk_index\":"
                + chunk.index()
                + TAIL);
    int bytes = HEAD.length + data.length + rest.length;
    ByteBuf frame = WebSocketFrame.begin(WebSocketFrame.TEXT, bytes);
    return new AudioFrame(true, bytes, frame.writeBytes(HEAD).writeBytes(data).writeBytes(rest));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
