package io.auralis.sequencing;

/**
 * How much may sound at once.
 *
 * @param doubled whether a patch may take two oscillators for a note
 * @param held notes with a pitch that may be held together; releases ring out beside them
 */
public record Polyphony(boolean doubled, int held) {

  /** All that the slots can take. */
  public static final Polyphony FULL = new Polyphony(true, Integer.MAX_VALUE);
}
