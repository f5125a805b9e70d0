package io.auralis.delivery;

import java.util.function.LongSupplier;

/**
 * What the broadcasters of one kind of station have in common. Places and formats may be those of
 * other kinds, too. Thread-safe.
 *
 * @param formats what can be listened to
 * @param places the places that listeners take
 * @param totals what these broadcasters count
 * @param nanoClock a clock that never jumps, in nanoseconds
 * @param observer is told how long things take
 */
public record SharedDelivery(
    DeliveryFormats formats,
    Places places,
    DeliveryTotals totals,
    LongSupplier nanoClock,
    DeliveryObserver observer) {

  /** The message of a chunk, made now and timed; the caller holds it. */
  FramedChunk frame(StreamFormat format, PacketChunk chunk) {
    long began = nanoClock.getAsLong();
    FramedChunk message = formats.framings().get(format).frame(chunk);
    long nanos = chunk.encodeNanos() + nanoClock.getAsLong() - began;
    totals.guard().run(() -> observer.encoded(format, nanos));
    return message;
  }
}
