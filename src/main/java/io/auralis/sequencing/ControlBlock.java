package io.auralis.sequencing;

import java.util.Arrays;

/**
 * The parameters of all voices for a run of consecutive 100 ms blocks: the synthesis graph's input.
 *
 * <p>Two banks, each a tensor [voices, blocks, columns] of floats in row-major order, and the noise
 * rows [blocks, 3]. A slot of zeros is silent. The arrays are reused: whoever calls {@link #reset}
 * owns them until the synthesiser's {@code render} has returned. Not thread-safe.
 */
public final class ControlBlock {

  private final int maxBlocks;
  private int blocks;
  private long startFrame;
  private final Bank<VoiceColumn> voices;
  private final Bank<NoiseColumn> noise;
  private final long[] noiseRows;

  /** Reserves room for {@code maxBlocks} blocks of the given numbers of voice slots. */
  public ControlBlock(int maxBlocks, int voiceSlots, int noiseSlots) {
    this.maxBlocks = maxBlocks;
    voices = new Bank<>(VoiceColumn.class, maxBlocks, voiceSlots);
    noise = new Bank<>(NoiseColumn.class, maxBlocks, noiseSlots);
    noiseRows = new long[maxBlocks * NoiseRows.COLUMNS];
  }

  /**
   * Starts a run of {@code blocks} silent blocks.
   *
   * @throws IllegalArgumentException if there is no room for that many blocks or voices
   */
  public void reset(int blocks, int pitchedVoices, int noiseVoices) {
    if (blocks < 1 || blocks > maxBlocks) {
      throw new IllegalArgumentException(blocks + " blocks; allowed are 1 to " + maxBlocks);
    }
    this.blocks = blocks;
    voices.reset(blocks, pitchedVoices);
    noise.reset(blocks, noiseVoices);
  }

  /** Leaves out slots at the end that stayed silent. */
  void trim(int pitchedVoices, int noiseVoices) {
    voices.trim(pitchedVoices);
    noise.trim(noiseVoices);
  }

  /** Blocks in this run. */
  public int blocks() {
    return blocks;
  }

  /** Where the run stands: frames since the station's epoch. */
  public long startFrame() {
    return startFrame;
  }

  /** Sets where the run stands; {@link #reset} leaves it as it is. */
  public void startFrame(long frame) {
    startFrame = frame;
  }

  public int maxBlocks() {
    return maxBlocks;
  }

  /** The voices with a pitch. */
  public Bank<VoiceColumn> voices() {
    return voices;
  }

  public Bank<NoiseColumn> noise() {
    return noise;
  }

  /** Rows of the noise tables, [blocks, 3]; valid up to {@code blocks() * 3}. */
  public long[] noiseRows() {
    return noiseRows;
  }

  /** Sets where the noise of a block stands, by the station's absolute control frame. */
  public void noisePosition(int block, long controlFrame) {
    NoiseRows.write(controlFrame, noiseRows, block * NoiseRows.COLUMNS);
  }

  /**
   * One bank's tensor.
   *
   * @param <C> its columns
   */
  public static final class Bank<C extends Enum<C> & ControlColumn> {

    private final int columns;
    private final int slots;
    private final float[] values;
    private int voices;
    private int blocks;

    private Bank(Class<C> type, int maxBlocks, int slots) {
      this.columns = type.getEnumConstants().length;
      this.slots = slots;
      this.values = new float[maxBlocks * slots * columns];
    }

    private void reset(int blocks, int voices) {
      if (voices < 1 || voices > slots) {
        throw new IllegalArgumentException(voices + " voices; allowed are 1 to " + slots);
      }
      this.voices = voices;
      this.blocks = blocks;
      Arrays.fill(values, 0, blocks * voices * columns, 0f);
    }

    private void trim(int fewer) {
      voices = Math.min(voices, fewer);
    }

    /** Voices per block in this run. */
    public int voices() {
      return voices;
    }

    /** Voices that a block may have. */
    public int slots() {
      return slots;
    }

    public int columns() {
      return columns;
    }

    /** The tensor's values; valid up to {@code blocks * voices() * columns()}. */
    public float[] values() {
      return values;
    }

    public void set(int block, int voice, C column, double value) {
      values[offset(block, voice) + column.ordinal()] = (float) value;
    }

    /** Sets a ramp: the column, and the one behind it that is its change per control frame. */
    void ramp(int block, int voice, C column, double value, double step) {
      int at = offset(block, voice) + column.ordinal();
      values[at] = (float) value;
      values[at + 1] = (float) step;
    }

    /** Sets all columns. */
    void put(int block, int voice, float[] row) {
      System.arraycopy(row, 0, values, offset(block, voice), columns);
    }

    /** Where a slot's row of a block starts in {@link #values()}. */
    public int offset(int block, int voice) {
      return (voice * blocks + block) * columns;
    }

    public float get(int block, int voice, C column) {
      return values[offset(block, voice) + column.ordinal()];
    }
  }
}
