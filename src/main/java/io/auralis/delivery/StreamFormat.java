package io.auralis.delivery;

import io.auralis.audio.codec.Codec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a listener wants its audio. */
public enum StreamFormat {
  /** Text: JSON with Base64 of the PCM. */
  JSON(Codec.PCM),
  /** Binary: a header and the PCM. */
  PCM(Codec.PCM),
  /** Binary: a header and packets of Opus. */
  OPUS(Codec.OPUS);

  private final Codec codec;

  StreamFormat(Codec codec) {
    this.codec = codec;
  }

  /** What makes the packets that its messages carry. */
  public Codec codec() {
    return codec;
  }

  /** Its name in a URL and in the label of a metric. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of that name, if there is one. */
  public static Optional<StreamFormat> of(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }
}
