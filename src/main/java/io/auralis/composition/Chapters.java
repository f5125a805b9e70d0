package io.auralis.composition;

import io.auralis.music.Tempo;

/**
 * Where the music begins anew, so that a station can be joined late: phrases hang together like a
 * chain, and every {@value #PHRASES} phrases, about four hours, it begins with a new link. Such a
 * phrase knows how long the station has played and nothing else of what was before it; it starts
 * from the tonic, with ideas of its own.
 */
public final class Chapters {

  /** Phrases of a chapter: at 0.2 to 0.5 ms each, composed in a moment. */
  public static final int PHRASES = 512;

  /** Numbers that motifs can have, a multiple of a chapter: centuries of them. */
  private static final int MOTIFS = 1 << 30;

  private Chapters() {}

  /** The first phrase of the chapter that a phrase belongs to. */
  public static long firstOf(long phraseIndex) {
    return phraseIndex - phraseIndex % PHRASES;
  }

  /**
   * What to hand to the first phrase of a chapter of a station that has played whole phrases at one
   * tempo since its beginning.
   */
  public static PhraseEnding before(long firstPhrase, Tempo tempo) {
    return opening(firstPhrase, firstPhrase * Phrase.micros(tempo, Phrase.BARS));
  }

  /** What a phrase may know of the one before it. */
  static PhraseEnding known(long phraseIndex, PhraseEnding previous) {
    return phraseIndex > 0 && phraseIndex % PHRASES == 0
        ? opening(phraseIndex, previous.elapsedMicros())
        : previous;
  }

  private static PhraseEnding opening(long firstPhrase, long elapsedMicros) {
    PhraseEnding none = PhraseEnding.none();
    // At most one motif a phrase: those of earlier chapters all have lower numbers.
    int motif = (int) (firstPhrase % MOTIFS);
    return new PhraseEnding(
        none.chord(),
        none.voicing(),
        none.bass(),
        none.melodyPitch(),
        new MotifMemory(motif, motif, 0),
        none.melody(),
        elapsedMicros);
  }
}
