package io.auralis.delivery;

import java.util.Map;

/**
 * The formats that a station offers.
 *
 * @param byFormat an encoder each; a station has its own
 */
public record ChunkEncoders(Map<StreamFormat, ChunkEncoder> byFormat) {

  public ChunkEncoders {
    byFormat = Map.copyOf(byFormat);
  }
}
