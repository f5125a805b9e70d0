package io.auralis.delivery;

import io.auralis.audio.codec.ChunkEncoder;
import io.auralis.audio.codec.Codec;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The formats that stations offer, and the codecs behind them.
 *
 * @param encoders make an encoder each time: a station has one while somebody listens to its codec
 * @param framings by format; shared by all stations
 */
public record DeliveryFormats(
    Map<Codec, Supplier<? extends ChunkEncoder>> encoders, Map<StreamFormat, Framing> framings) {

  public DeliveryFormats {
    encoders = Collections.unmodifiableMap(new EnumMap<>(encoders));
    framings = Collections.unmodifiableMap(new EnumMap<>(framings));
    for (StreamFormat format : framings.keySet()) {
      if (!encoders.containsKey(format.codec())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s needs an encoder of %s; there are those of %s",
                format,
                format.codec(),
                encoders.keySet()));
      }
    }
  }

  /** The same, with other encoders of a codec that there is already. */
  public DeliveryFormats with(Codec codec, Supplier<? extends ChunkEncoder> encoder) {
    Map<Codec, Supplier<? extends ChunkEncoder>> changed = new EnumMap<>(encoders);
    changed.put(codec, encoder);
    return new DeliveryFormats(changed, framings);
  }

  /** Formats that can be listened to. */
  public Set<StreamFormat> offered() {
    return framings.keySet();
  }
}
