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
    double framesPerTick =
        phrase.parameters().tempo().beatSeconds()
            * AudioFormat.SAMPLE_RATE_HZ
            / Phrase.TICKS_PER_BEAT;
    for (Note note : phrase.notes()) {
      Voice voice =
          new Voice(
              note,
              patches.of(note.instrument()),
              startFrame + Math.round(note.onsetTicks() * framesPerTick),
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
    long endFrame = startFrame + (long) blocks * AudioFormat.BLOCK_FRAMES;
    List<Voice> tones = sounding(TonePatch.class, startFrame, endFrame);
    fadeBeyondTheLimit(tones, startFrame);
    List<Voice> noises = sounding(NoisePatch.class, startFrame, endFrame);
    while (oscillators(tones) > VOICE_SLOTS) {
      tones.remove(0);
    }
    while (noises.size() > NOISE_SLOTS) {
      noises.remove(0);
    }
    controls.reset(blocks, slots(oscillators(tones)), slots(noises.size()));
    controls.startFrame(startFrame);
    for (int block = 0; block < blocks; block++) {
      long blockStart = startFrame + (long) block * AudioFormat.BLOCK_FRAMES;
      controls.noisePosition(block, blockStart / ControlRate.SAMPLES_PER_CONTROL_FRAME);
      writeTones(controls, tones, block, blockStart);
      for (int slot = 0; slot < noises.size(); slot++) {
        Voice voice = noises.get(slot);
        ((NoisePatch) voice.patch()).write(controls.noise(), block, slot, voice, blockStart);
      }
    }
  }

  private static void writeTones(
      ControlBlock controls, List<Voice> tones, int block, long blockStart) {
    int slot = 0;
    for (Voice voice : tones) {
      TonePatch patch = (TonePatch) voice.patch();
      for (int oscillator = 0; oscillator < patch.oscillators(voice); oscillator++) {
        patch.write(controls.voices(), block, slot++, voice, oscillator, blockStart);
      }
    }
  }

  private void fadeBeyondTheLimit(List<Voice> tones, long frame) {
    long held = tones.stream().filter(voice -> voice.heldAt(frame)).count();
    for (Voice voice : tones) {
      if (held <= polyphony.held()) {
        return;
      }
      if (voice.heldAt(frame) && voice.fadeAt(frame)) {
        held--;
      }
    }
  }

  private List<Voice> sounding(Class<? extends Patch> kind, long from, long to) {
    List<Voice> sounding = new ArrayList<>();
    for (Voice voice : voices) {
      if (kind.isInstance(voice.patch()) && voice.soundsWithin(from, to)) {
        sounding.add(voice);
      }
    }
    return sounding;
  }

  private static int oscillators(List<Voice> tones) {
    int count = 0;
    for (Voice voice : tones) {
      count += ((TonePatch) voice.patch()).oscillators(voice);
    }
    return count;
  }

  private static int slots(int used) {
    return Math.max(1, (used + SLOT_STEP - 1) / SLOT_STEP) * SLOT_STEP;
  }
}
