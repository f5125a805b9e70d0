package io.auralis.model;

/**
 * A limiter without memory: linear up to 0.8 of full scale, then a tanh knee that ends below 0.97.
 *
 * <p>Ordinary music stays in the linear part; the knee only rounds what would clip.
 */
final class SoftLimiter {

  private static final double THRESHOLD = 0.8;
  private static final double CEILING = 0.97;

  private SoftLimiter() {}

  static Signal limit(Signal audio) {
    Signal linear = audio.clip(-THRESHOLD, THRESHOLD);
    double room = CEILING - THRESHOLD;
    return audio.minus(linear).times(1 / room).tanh().times(room).plus(linear);
  }
}
