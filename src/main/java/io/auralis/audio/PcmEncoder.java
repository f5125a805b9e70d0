package io.auralis.audio;

/** Float audio to little-endian int16: clip to [-1, 1], scale by 32767, round, interleave. */
public final class PcmEncoder {

  private static final int SCALE = 32_767;

  private PcmEncoder() {}

  /** Encodes one block of a run into a chunk's bytes. A sample that is not a number is 0. */
  public static byte[] encode(AudioBlock audio, int block) {
    float[] samples = audio.samples();
    int left = AudioBlock.offset(block, 0);
    int right = AudioBlock.offset(block, 1);
    byte[] pcm = new byte[AudioFormat.CHUNK_BYTES];
    int position = 0;
    for (int frame = 0; frame < AudioFormat.BLOCK_FRAMES; frame++) {
      position = write(pcm, position, samples[left + frame]);
      position = write(pcm, position, samples[right + frame]);
    }
    return pcm;
  }

  private static int write(byte[] pcm, int position, float sample) {
    int value = Math.round(Math.max(-1f, Math.min(1f, sample)) * SCALE);
    pcm[position] = (byte) value;
    pcm[position + 1] = (byte) (value >> Byte.SIZE);
    return position + 2;
  }
}
