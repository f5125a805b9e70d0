package io.auralis.station;

/**
 * What can go wrong in a station while the stream goes on; the names are the wire's error codes.
 */
public enum StationProblem {
  /** A run of the synthesiser failed; the next tier, or silence, took its place. */
  SYNTHESIS_FAILED,
  /** A chunk was late. */
  BUFFER_UNDERRUN,
  /** The composer failed; the previous phrase goes on. */
  GENERATION_ERROR
}
