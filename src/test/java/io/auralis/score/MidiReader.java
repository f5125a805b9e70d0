package io.auralis.score;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/** A MIDI file as the JDK reads it. */
public record MidiReader(Sequence sequence) {

  /** A key that goes down and up again; the channel counts from 1, times are ticks. */
  public record Struck(long onset, long duration, int channel, int key, int velocity) {}

  /** Reads a file; one that is not of format 1 fails. */
  public static MidiReader of(byte[] file) {
    try {
      if (MidiSystem.getMidiFileFormat(new ByteArrayInputStream(file)).getType() != 1) {
        throw new AssertionError("Not of format 1");
      }
      return new MidiReader(MidiSystem.getSequence(new ByteArrayInputStream(file)));
    } catch (InvalidMidiDataException | IOException e) {
      throw new AssertionError("Not a MIDI file", e);
    }
  }

  /** All notes in order of their onsets; a key that never goes up fails. */
  public List<Struck> notes() {
    List<Struck> notes = new ArrayList<>();
    for (Track track : sequence.getTracks()) {
      Map<Integer, Struck> down = new HashMap<>();
      for (MidiEvent event : events(track)) {
        if (event.getMessage() instanceof ShortMessage message) {
          int key = message.getData1();
          int channel = message.getChannel() + 1;
          if (message.getCommand() == ShortMessage.NOTE_ON) {
            Struck struck = new Struck(event.getTick(), 0, channel, key, message.getData2());
            if (down.put(key, struck) != null) {
              throw new AssertionError("Struck while it is down: " + struck);
            }
          } else if (message.getCommand() == ShortMessage.NOTE_OFF) {
            Struck struck = down.remove(key);
            long duration = event.getTick() - struck.onset;
            notes.add(new Struck(struck.onset, duration, channel, key, struck.velocity));
          }
        }
      }
      if (!down.isEmpty()) {
        throw new AssertionError("Still down at the end: " + down);
      }
    }
    return notes;
  }

  /** Microseconds of a quarter note. */
  public int tempo() {
    byte[] data = meta(0x51);
    return ByteBuffer.wrap(new byte[] {0, data[0], data[1], data[2]}).getInt();
  }

  /** The data of the conductor's only meta event of a type. */
  public byte[] meta(int type) {
    List<MidiEvent> found = metas(sequence.getTracks()[0], type).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " events of type " + type);
    }
    return ((MetaMessage) found.get(0).getMessage()).getData();
  }

  /** The conductor's markers with their ticks. */
  public List<String> markers() {
    return metas(sequence.getTracks()[0], 0x06)
        .map(event -> event.getTick() + " " + text(event))
        .toList();
  }

  public List<String> trackNames() {
    return Arrays.stream(sequence.getTracks())
        .flatMap(track -> metas(track, 0x03))
        .map(MidiReader::text)
        .toList();
  }

  /** Channels and programs, both counted from 1, in order of the tracks. */
  public List<String> programs() {
    return Arrays.stream(sequence.getTracks())
        .flatMap(track -> events(track).stream())
        .filter(event -> event.getMessage().getStatus() >> 4 == ShortMessage.PROGRAM_CHANGE >> 4)
        .map(event -> (ShortMessage) event.getMessage())
        .map(message -> message.getChannel() + 1 + ": " + (message.getData1() + 1))
        .toList();
  }

  private static Stream<MidiEvent> metas(Track track, int type) {
    return events(track).stream()
        .filter(event -> event.getMessage() instanceof MetaMessage meta && meta.getType() == type);
  }

  private static List<MidiEvent> events(Track track) {
    return IntStream.range(0, track.size()).mapToObj(track::get).toList();
  }

  private static String text(MidiEvent event) {
    return new String(((MetaMessage) event.getMessage()).getData(), StandardCharsets.US_ASCII);
  }
}
