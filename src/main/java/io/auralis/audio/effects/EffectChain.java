package io.auralis.audio.effects;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;

/**
 * What a station's audio passes when effects are on: echo, reverb, their mix with the dry signal,
 * limiter.
 *
 * <pre>
 *   dry --+------------------------------- 0 dB --+
 *         +-- tempo delay --+------------ -16 dB --+-- limiter
 *         |                 +-- -8 dB --+          |
 *         +-----------------------------+- reverb -+ -9 dB
 * </pre>
 *
 * <p>Everything comes out {@link #LATENCY_FRAMES} late, dry and wet alike. The result is within a
 * loudness unit of the dry signal. Samples that are not numbers become 0 and others are clipped to
 * [-4, 4] first, so one bad block cannot stay in the feedback.
 *
 * <p>State of one station, for one thread: the one that renders. A chain that is new, reset or
 * bypassed takes about 10 KB, and 680 KB from its first wet block on. A block allocates nothing
 * else.
 */
public final class EffectChain implements BlockEffect {

  /** Frames that the audio comes out late, all of them the limiter's. */
  public static final int LATENCY_FRAMES = MasterLimiter.LATENCY_FRAMES;

  private static final int BLOCK = AudioFormat.BLOCK_FRAMES;
  private static final float LOUDEST_INPUT = 4;
  private static final float DELAY_LEVEL = decibels(-16);
  private static final float DELAY_TO_REVERB = decibels(-8);
  private static final float REVERB_LEVEL = decibels(-9);

  /** The tail of the default decay time, to 180 dB below. */
  private static final int MEMORY_BLOCKS = (int) (3 * Reverb.DEFAULT_DECAY_SECONDS * 10);

  private static final float FADE_PER_BLOCK = 1f / 20;

  private final TempoDelay delay = new TempoDelay();
  private final Reverb reverb;
  private final MasterLimiter limiter = new MasterLimiter();
  private long position;
  private boolean relieved;
  private float wet = 1;

  /** A silent chain with the default decay time. */
  public EffectChain() {
    this(Reverb.DEFAULT_DECAY_SECONDS);
  }

  /**
   * A silent chain.
   *
   * @param decaySeconds of the reverb, 3 to 8
   * @throws IllegalArgumentException if the decay time is out of range
   */
  public EffectChain(double decaySeconds) {
    reverb = new Reverb(decaySeconds);
  }

  /**
   * Replaces one block by its wet version. Blocks have to come in order, without gaps.
   *
   * @param audio in [-1, 1] and out below -1 dBTP
   * @param block which of its blocks, from 0
   * @param bpm beats per minute, 40 to 200
   * @throws IllegalArgumentException if the tempo is out of range; nothing has changed then
   */
  @Override
  public void process(AudioBlock audio, int block, int bpm) {
    Workspace work = Workspace.ofThread();
    float[][] dry = work.dry;
    float[] samples = audio.samples();
    for (int channel = 0; channel < AudioFormat.CHANNELS; channel++) {
      admit(samples, AudioBlock.offset(block, channel), dry[channel]);
    }
    float wetAtEnd =
        relieved ? Math.max(0, wet - FADE_PER_BLOCK) : Math.min(1, wet + FADE_PER_BLOCK);
    if (wet == 0 && wetAtEnd > 0) {
      reverb.reset(position);
    }
    position++;
    if (wet > 0 || wetAtEnd > 0) {
      float[][] echo = work.echo;
      float[][] send = work.send;
      float[][] tail = work.tail;
      delay.process(dry, echo, bpm);
      for (int channel = 0; channel < AudioFormat.CHANNELS; channel++) {
        add(dry[channel], echo[channel], send[channel]);
      }
      reverb.process(send, tail);
      for (int channel = 0; channel < AudioFormat.CHANNELS; channel++) {
        mix(dry[channel], echo[channel], tail[channel], wet, wetAtEnd);
      }
      if (wetAtEnd == 0) {
        // What comes back later must not begin with a tail of long ago.
        delay.reset();
        reverb.reset();
      }
    }
    wet = wetAtEnd;
    limiter.process(dry);
    for (int channel = 0; channel < AudioFormat.CHANNELS; channel++) {
      System.arraycopy(dry[channel], 0, samples, AudioBlock.offset(block, channel), BLOCK);
    }
  }

  /** Fades echo and reverb out within two seconds and leaves their work out, or fades them in. */
  @Override
  public void relieve(boolean relieved) {
    this.relieved = relieved;
  }

  /** Back to silence: the next block starts a new stream. */
  @Override
  public void reset() {
    reset(0);
  }

  @Override
  public void reset(long block) {
    position = block;
    delay.reset();
    reverb.reset(block);
    limiter.reset();
    wet = relieved ? 0 : 1;
  }

  @Override
  public int memoryBlocks() {
    return MEMORY_BLOCKS;
  }

  private static void admit(float[] samples, int from, float[] dry) {
    for (int frame = 0; frame < BLOCK; frame++) {
      float sample = samples[from + frame];
      if (!(Math.abs(sample) <= LOUDEST_INPUT)) {
        sample = Float.isNaN(sample) ? 0 : Math.copySign(LOUDEST_INPUT, sample);
      }
      dry[frame] = sample;
    }
  }

  private static void add(float[] dry, float[] echo, float[] send) {
    for (int frame = 0; frame < BLOCK; frame++) {
      send[frame] = dry[frame] + DELAY_TO_REVERB * echo[frame];
    }
  }

  private static void mix(float[] dry, float[] echo, float[] tail, float from, float to) {
    if (from == 1 && to == 1) {
      for (int frame = 0; frame < BLOCK; frame++) {
        dry[frame] += DELAY_LEVEL * echo[frame] + REVERB_LEVEL * tail[frame];
      }
      return;
    }
    float step = (to - from) / BLOCK;
    for (int frame = 0; frame < BLOCK; frame++) {
      float wet = from + step * frame;
      dry[frame] += wet * (DELAY_LEVEL * echo[frame] + REVERB_LEVEL * tail[frame]);
    }
  }

  private static float decibels(double decibels) {
    return (float) Math.pow(10, decibels / 20);
  }
}
