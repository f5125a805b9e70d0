package io.auralis.delivery;

import java.util.Optional;

/**
 * The words for what happens to one listener. Called on its connection's thread; must not block.
 */
public interface Notices {

  /** Says nothing. */
  Notices NONE = new Notices() {};

  /** The message before all others. */
  default Optional<String> greeting() {
    return Optional.empty();
  }

  /**
   * The first message to a listener that came back.
   *
   * @param resumed whether it continues at the chunk that it asked for
   */
  default Optional<String> placed(boolean resumed) {
    return Optional.empty();
  }

  /**
   * The message to a listener that lost chunks; asked for at most once a second.
   *
   * @param chunks how many it lost since the last time
   * @param reason why it lost the last of them
   */
  default Optional<String> overran(long chunks, DropReason reason) {
    return Optional.empty();
  }
}
