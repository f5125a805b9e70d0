package io.auralis.score;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the events of one track and writes them in order of time. Not thread-safe. */
final class MidiTrack {

  private static final int META = 0xFF;
  private static final int META_END_OF_TRACK = 0x2F;
  private static final int NOTE_OFF = 0x80;
  private static final int NOTE_ON = 0x90;
  private static final int PROGRAM_CHANGE = 0xC0;
  private static final int RELEASE_VELOCITY = 64;
  private static final int MAX_DATA = 127;

  /** Events of the same tick in the order in which a reader should meet them. */
  private enum Rank {
    SETUP,
    RELEASE,
    STRIKE
  }

  private record Event(long tick, Rank rank, byte[] bytes) {}

  private final List<Event> events = new ArrayList<>();

  void meta(long tick, int type, int... data) {
    meta(tick, type, bytes(data));
  }

  void text(long tick, int type, String text) {
    // The format knows no other characters.
    String ascii = text.replace('\u266d', 'b').replace('\u266f', '#');
    meta(tick, type, ascii.getBytes(StandardCharsets.US_ASCII));
  }

  /** Chooses a channel's program, both counted from 1. */
  void program(int channel, int program) {
    add(0, Rank.SETUP, PROGRAM_CHANGE | channel - 1, program - 1);
  }

  /** Strikes a key on a channel, counted from 1, for as long as the note is held. */
  void note(int channel, int key, ScoreNote note) {
    int velocity = Math.max(1, (int) Math.round(note.velocity() * MAX_DATA));
    add(note.onsetTicks(), Rank.STRIKE, NOTE_ON | channel - 1, key, velocity);
    add(note.endTicks(), Rank.RELEASE, NOTE_OFF | channel - 1, key, RELEASE_VELOCITY);
  }

  /**
   * The track's content; it ends at {@code lengthTicks}, or with its last event if that is later.
   */
  byte[] bytes(long lengthTicks) {
    events.sort(Comparator.comparingLong(Event::tick).thenComparing(Event::rank));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long now = 0;
    for (Event event : events) {
      variableLength(out, event.tick - now);
      out.writeBytes(event.bytes);
      now = event.tick;
    }
    variableLength(out, Math.max(0, lengthTicks - now));
    out.write(META);
    out.write(META_END_OF_TRACK);
    out.write(0);
    return out.toByteArray();
  }

  private void meta(long tick, int type, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(META);
    out.write(type);
    variableLength(out, data.length);
    out.writeBytes(data);
    events.add(new Event(tick, Rank.SETUP, out.toByteArray()));
  }

  private void add(long tick, Rank rank, int... bytes) {
    events.add(new Event(tick, rank, bytes(bytes)));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /**
   * Seven bits a byte, the most significant first; all bytes but the last have their top bit set.
   */
  private static void variableLength(ByteArrayOutputStream out, long value) {
    int shift = 0;
    while (value >> shift + 7 != 0) {
      shift += 7;
    }
    for (; shift > 0; shift -= 7) {
      out.write((int) (value >> shift & 0x7F | 0x80));
    }
    out.write((int) (value & 0x7F));
  }
}
