package io.auralis.delivery;

/**
 * Is told what delivery takes. Called on the render thread and on connections' threads; must not
 * block.
 */
public interface DeliveryObserver {

  /** Listens to nothing. */
  DeliveryObserver NONE = new DeliveryObserver() {};

  /**
   * A chunk was made into a format's message; render thread.
   *
   * @param nanos that it took
   */
  default void encoded(StreamFormat format, long nanos) {}

  /**
   * A listener got its first chunk; the connection's thread.
   *
   * @param nanos since it was admitted
   */
  default void firstAudio(StreamFormat format, long nanos) {}
}
