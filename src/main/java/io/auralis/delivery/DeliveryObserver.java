package io.auralis.delivery;

/**
 * Is told what delivery takes. Called on connections' threads, several at a time; must not block.
 */
public interface DeliveryObserver {

  /** Listens to nothing. */
  DeliveryObserver NONE = new DeliveryObserver() {};

  /**
   * A chunk was made into a format's message, for the first listener of the format that takes it;
   * the connection's thread.
   *
   * @param nanos that its codec and its framing took
   */
  default void encoded(StreamFormat format, long nanos) {}

  /**
   * A listener got its first chunk; the connection's thread.
   *
   * @param nanos since it was admitted
   */
  default void firstAudio(StreamFormat format, long nanos) {}
}
