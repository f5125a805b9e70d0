package io.auralis.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.auralis.audio.AudioFormat;
import io.auralis.score.Score;
import io.auralis.score.ScoreChord;
import io.auralis.score.ScoreNote;
import io.auralis.station.NowPlaying;
import io.auralis.wire.WireTime;
import java.util.List;
import java.util.Locale;

/**
 * What is heard now on the wire.
 *
 * @param state "playing", or "idle" while nobody listens
 * @param serverTime the moment that this tells of
 * @param sample the station's clock at that moment, in frames
 * @param chunkIndex the chunk that holds this frame
 * @param beat how far the phrase has come
 * @param phrase what is heard
 * @param next what follows, or null if it is not composed yet
 */
public record PhraseAnswer(
    String state,
    @JsonProperty("server_time") String serverTime,
    long sample,
    @JsonProperty("chunk_index") long chunkIndex,
    double beat,
    Phrase phrase,
    Phrase next) {

  private static final double PLACES = 1e6;

  static PhraseAnswer of(NowPlaying now) {
    NowPlaying.Placed current = now.current();
    double seconds = (double) (now.frame() - current.startFrame()) / AudioFormat.SAMPLE_RATE_HZ;
    double beat = seconds / current.score().seconds(1);
    return new PhraseAnswer(
        now.state().name().toLowerCase(Locale.ROOT),
        WireTime.of(now.time()),
        now.frame(),
        now.frame() / AudioFormat.BLOCK_FRAMES,
        round(Math.min(beat, current.score().beats())),
        Phrase.of(current),
        now.next().map(Phrase::of).orElse(null));
  }

  /**
   * A phrase.
   *
   * @param startSample where its first beat stands, in frames of the station
   * @param startChunkIndex the chunk that holds this frame
   * @param startTime when it is published
   * @param bars length in bars; no whole number if the phrase was cut at a beat
   */
  public record Phrase(
      @JsonProperty("phrase_id") String phraseId,
      long index,
      String key,
      String mode,
      int bpm,
      double intensity,
      @JsonProperty("start_sample") long startSample,
      @JsonProperty("start_chunk_index") long startChunkIndex,
      @JsonProperty("start_time") String startTime,
      double bars,
      int beats,
      double seconds,
      List<Chord> chords,
      List<Note> notes) {

    static Phrase of(NowPlaying.Placed placed) {
      Score score = placed.score();
      return new Phrase(
          score.id(),
          score.index(),
          score.parameters().key().displayName(),
          score.mode(),
          score.parameters().tempo().bpm(),
          score.parameters().intensity(),
          placed.startFrame(),
          placed.startFrame() / AudioFormat.BLOCK_FRAMES,
          WireTime.of(placed.startTime()),
          score.bars(),
          score.beats(),
          round(score.seconds()),
          score.chords().stream().map(chord -> Chord.of(chord, score)).toList(),
          score.notes().stream().map(note -> Note.of(note, score)).toList());
    }
  }

  /** A chord of a phrase, its times from the phrase's start. */
  public record Chord(
      String name,
      String symbol,
      @JsonProperty("onset_beats") double onsetBeats,
      @JsonProperty("onset_seconds") double onsetSeconds,
      @JsonProperty("duration_beats") double durationBeats,
      @JsonProperty("duration_seconds") double durationSeconds) {

    static Chord of(ScoreChord chord, Score score) {
      return new Chord(
          chord.name(),
          chord.symbol(),
          round(chord.onsetBeats()),
          round(score.seconds(chord.onsetBeats())),
          round(chord.durationBeats()),
          round(score.seconds(chord.durationBeats())));
    }
  }

  /**
   * A note of a phrase, its times from the phrase's start.
   *
   * @param pitch MIDI pitch; left out, as the name is, where it means nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Note(
      String instrument,
      Integer pitch,
      String name,
      @JsonProperty("onset_beats") double onsetBeats,
      @JsonProperty("onset_seconds") double onsetSeconds,
      @JsonProperty("duration_beats") double durationBeats,
      @JsonProperty("duration_seconds") double durationSeconds,
      double velocity) {

    static Note of(ScoreNote note, Score score) {
      boolean pitched = note.part().pitched();
      return new Note(
          note.part().id(),
          pitched ? note.pitch() : null,
          pitched ? note.pitchName() : null,
          round(note.onsetBeats()),
          round(score.seconds(note.onsetBeats())),
          round(note.durationBeats()),
          round(score.seconds(note.durationBeats())),
          round(note.velocity()));
    }
  }

  /** Microseconds are more than a page can draw. */
  private static double round(double value) {
    return Math.round(value * PLACES) / PLACES;
  }
}
