package io.auralis.score;

import io.auralis.composition.Phrase;
import io.auralis.music.Tempo;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a score as a Standard MIDI File of format 1: a conductor track with tempo, time and key
 * signature and the chords as markers, then a track for each part that plays.
 *
 * <p>Source of the layout: Standard MIDI Files 1.0, MIDI Manufacturers Association. Written by hand
 * because {@code javax.sound.midi} brings service look-ups and native code that a native image has
 * no use for.
 */
public final class MidiFile {

  /** The media type of a file. */
  public static final String MEDIA_TYPE = "audio/midi";

  private static final int FORMAT = 1;
  private static final int HEADER_BYTES = 6;
  private static final int META_MARKER = 0x06;
  private static final int META_TRACK_NAME = 0x03;
  private static final int META_TEMPO = 0x51;
  private static final int META_TIME_SIGNATURE = 0x58;
  private static final int META_KEY_SIGNATURE = 0x59;
  private static final int MICROS_PER_MINUTE = 60_000_000;
  private static final int QUARTER = 2;
  private static final int CLOCKS_PER_CLICK = 24;
  private static final int NOTATED_32NDS_PER_QUARTER = 8;

  private MidiFile() {}

  /** A file name for a score, for example "auralis-phrase-12-a-minor.mid". */
  public static String nameOf(Score score) {
    String key =
        score.parameters().tonality().displayName().toLowerCase(Locale.ROOT).replace(' ', '-');
    return String.format(Locale.ROOT, "auralis-phrase-%d-%s.mid", score.index(), key);
  }

  /** The bytes of the file. */
  public static byte[] write(Score score) {
    List<byte[]> tracks = new ArrayList<>();
    tracks.add(conductor(score));
    for (Part part : Part.values()) {
      List<ScoreNote> notes = score.notes().stream().filter(note -> note.part() == part).toList();
      if (!notes.isEmpty()) {
        tracks.add(track(part, notes, score.lengthTicks()));
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES)
            .putShort((short) FORMAT)
            .putShort((short) tracks.size())
            .putShort((short) Phrase.TICKS_PER_BEAT)
            .array();
    chunk(file, "MThd", header);
    tracks.forEach(track -> chunk(file, "MTrk", track));
    return file.toByteArray();
  }

  private static byte[] conductor(Score score) {
    MidiTrack track = new MidiTrack();
    String key = score.parameters().tonality().displayName();
    int tempo = Math.round((float) MICROS_PER_MINUTE / score.parameters().tempo().bpm());
    KeySignature signature = KeySignature.of(score.parameters().tonality());
    track.text(
        0,
        META_TRACK_NAME,
        String.format(Locale.ROOT, "Auralis phrase %d, %s", score.index(), key));
    track.meta(0, META_TEMPO, tempo >> 16, tempo >> 8, tempo);
    track.meta(
        0,
        META_TIME_SIGNATURE,
        Tempo.BEATS_PER_BAR,
        QUARTER,
        CLOCKS_PER_CLICK,
        NOTATED_32NDS_PER_QUARTER);
    track.meta(0, META_KEY_SIGNATURE, signature.accidentals(), signature.minor() ? 1 : 0);
    for (ScoreChord chord : score.chords()) {
      track.text(chord.onsetTicks(), META_MARKER, chord.name());
    }
    return track.bytes(score.lengthTicks());
  }

  private static byte[] track(Part part, List<ScoreNote> notes, long lengthTicks) {
    MidiTrack track = new MidiTrack();
    track.text(0, META_TRACK_NAME, part.title());
    track.program(part.midiChannel(), part.midiProgram());
    for (ScoreNote note : playable(part, notes)) {
      track.note(part.midiChannel(), part.midiKey(note.pitch()), note);
    }
    return track.bytes(lengthTicks);
  }

  /**
   * The notes as keys can play them: a key that is struck again while it is down is let go first,
   * because readers could not tell which of two notes a key's release ends.
   */
  private static List<ScoreNote> playable(Part part, List<ScoreNote> notes) {
    List<ScoreNote> played = new ArrayList<>();
    Map<Integer, Integer> lastOfKey = new HashMap<>();
    for (ScoreNote note : notes) {
      Integer last = lastOfKey.put(part.midiKey(note.pitch()), played.size());
      if (last != null && played.get(last).endTicks() > note.onsetTicks()) {
        played.set(last, played.get(last).endingAt(note.onsetTicks()));
      }
      played.add(note);
    }
    return played.stream().filter(note -> note.durationTicks() > 0).toList();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
    file.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
    file.writeBytes(content);
  }
}
