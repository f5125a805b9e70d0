package io.auralis.sequencing;

import io.auralis.audio.AudioFormat;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.music.Tempo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Turns phrases into voices on the station's frame timeline and voices into control blocks.
 *
 * <p>What it writes for a block depends on the scheduled notes alone, not on which blocks were
 * written before or together with it. Owned by one thread.
 */
public final class Sequencer {

  /** Oscillators that sound together; a pad's note takes two. */
  public static final int VOICE_SLOTS = 64;

  /** Noise swells that sound together. */
  public static final int NOISE_SLOTS = 4;

  /** Banks are filled up to multiples of this, so that the graph sees few different shapes. */
  private static final int SLOT_STEP = 4;

  private final PatchBook patches;
  private final List<Voice> voices = new ArrayList<>();
  private final List<Voice> tones = new ArrayList<>();
  private final List<Voice> noises = new ArrayList<>();
  private Polyphony polyphony = Polyphony.FULL;

  /** A sequencer without notes. */
  public Sequencer(PatchBook patches) {
    this.patches = patches;
  }

  /** A control block with room for {@code maxBlocks} blocks of all voice slots. */
  public static ControlBlock newControlBlock(int maxBlocks) {
    return new ControlBlock(maxBlocks, VOICE_SLOTS, NOISE_SLOTS);
  }

  /** Frames of {@code bars} bars at a tempo, rounded to the nearest. */
  public static long barFrames(Tempo tempo, int bars) {
    return beatFrames(tempo, bars * Tempo.BEATS_PER_BAR);
  }

  /** Frames of {@code beats} beats at a tempo, rounded to the nearest. */
  public static long beatFrames(Tempo tempo, int beats) {
    return Math.round(beats * tempo.beatSeconds() * AudioFormat.SAMPLE_RATE_HZ);
  }

  /** Adds a phrase's notes; its first beat stands at {@code startFrame}. */
  public void schedule(Phrase phrase, long startFrame) {
    schedule(phrase, startFrame, startFrame);
  }

  /**
   * Adds a phrase's notes, but none that begins before a frame.
   *
   * @param startFrame where its first beat stands
   * @param from where the first note may begin
   */
  public void schedule(Phrase phrase, long startFrame, long from) {
    double framesPerTick =
        phrase.parameters().tempo().beatSeconds()
            * AudioFormat.SAMPLE_RATE_HZ
            / Phrase.TICKS_PER_BEAT;
    for (Note note : phrase.notes()) {
      long onset = startFrame + Math.round(note.onsetTicks() * framesPerTick);
      if (onset < from) {
        continue;
      }
      Voice voice =
          new Voice(
              note,
              patches.of(note.instrument()),
              onset,
              Math.max(1, Math.round(note.durationTicks() * framesPerTick)));
      voice.single(!polyphony.doubled());
      voices.add(voice);
    }
    voices.sort(Comparator.comparingLong(Voice::onsetFrame));
  }

  /** Ends what is scheduled at {@code frame}: later notes are gone, held ones are let go. */
  public void cutAt(long frame) {
    voices.removeIf(voice -> voice.onsetFrame() >= frame);
    voices.forEach(voice -> voice.releaseAt(frame));
  }

  /**
   * Limits what sounds from {@code frame} on. Notes that sound keep their oscillators; held notes
   * above the limit fade out, the oldest first, as soon as their attack and decay are over.
   *
   * <p>With less than {@link Polyphony#FULL} what is written depends on what was written before.
   */
  public void limit(Polyphony limit, long frame) {
    polyphony = limit;
    for (Voice voice : voices) {
      if (voice.onsetFrame() >= frame) {
        voice.single(!limit.doubled());
      }
    }
  }

  /** Forgets voices that are silent from {@code frame} on. */
  public void forgetBefore(long frame) {
    voices.removeIf(voice -> voice.endFrame() <= frame);
  }

  /** Voices that are scheduled or sound. */
  public int voices() {
    return voices.size();
  }

  /**
   * Writes {@code blocks} consecutive blocks that start at {@code startFrame}.
   *
   * <p>If more voices sound than a bank has slots, the oldest are left out.
   */
  public void write(ControlBlock controls, long startFrame, int blocks) {
    controls.reset(blocks, VOICE_SLOTS, NOISE_SLOTS);
    controls.startFrame(startFrame);
    int rows = 0;
    int noiseRows = 0;
    for (int block = 0; block < blocks; block++) {
      long blockStart = startFrame + (long) block * AudioFormat.BLOCK_FRAMES;
      controls.noisePosition(block, blockStart / ControlRate.SAMPLES_PER_CONTROL_FRAME);
      pick(blockStart, blockStart + AudioFormat.BLOCK_FRAMES);
      fadeBeyondTheLimit(blockStart);
      leaveOutTheOldest();
      rows = Math.max(rows, writeTones(controls.voices(), block, blockStart));
      noiseRows = Math.max(noiseRows, noises.size());
      for (int slot = 0; slot < noises.size(); slot++) {
        Voice voice = noises.get(slot);
        ((NoisePatch) voice.patch()).write(controls.noise(), block, slot, voice, blockStart);
      }
    }
    controls.trim(slots(rows), slots(noiseRows));
  }

  /** Writes one block's pitched voices and returns how many rows they take. */
  private int writeTones(ControlBlock.Bank<VoiceColumn> bank, int block, long blockStart) {
    int slot = 0;
    for (Voice voice : tones) {
      for (Oscillator oscillator : voice.oscillators()) {
        oscillator.write(bank, block, slot++, blockStart);
      }
    }
    return slot;
  }

  private void leaveOutTheOldest() {
    int rows = 0;
    for (Voice voice : tones) {
      rows += voice.oscillators().size();
    }
    while (rows > VOICE_SLOTS) {
      rows -= tones.remove(0).oscillators().size();
    }
    while (noises.size() > NOISE_SLOTS) {
      noises.remove(0);
    }
  }

  /** Finds what sounds between two frames, in the order of onset. */
  private void pick(long from, long to) {
    tones.clear();
    noises.clear();
    for (Voice voice : voices) {
      if (voice.soundsWithin(from, to)) {
        (voice.patch() instanceof TonePatch ? tones : noises).add(voice);
      }
    }
  }

  private void fadeBeyondTheLimit(long frame) {
    int held = 0;
    for (Voice voice : tones) {
      held += voice.heldAt(frame) ? 1 : 0;
    }
    for (int i = 0; i < tones.size() && held > polyphony.held(); i++) {
      if (tones.get(i).heldAt(frame) && tones.get(i).fadeAt(frame)) {
        held--;
      }
    }
  }

  private static int slots(int used) {
    return Math.max(1, (used + SLOT_STEP - 1) / SLOT_STEP) * SLOT_STEP;
  }
}
