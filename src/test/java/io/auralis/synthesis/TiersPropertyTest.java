package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds however tiers and runs fail. */
class TiersPropertyTest {

  private static final float[] LEVELS = {0.8f, -0.6f, 0f};

  @Property(tries = 20)
  void nothingThatFailsIsHeardAsAGap(@ForAll long seed) {
    Random random = new Random(seed);
    // Each tier plays something of its own kind, so that each change is heard.
    WaveTier score = new WaveTier("cpu", LEVELS[0]);
    WaveTier loop = new WaveTier("samples", LEVELS[1]);
    Tiers tiers =
        new Tiers(List.of(score.as(Tier.Kind.SCORE), loop.as(Tier.Kind.SAMPLES), Tier.silence()));
    List<WaveTier> used = List.of(score, loop);
    List<TestStation> stations = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int id = 0; id < count; id++) {
      stations.add(new TestStation(id, 3));
    }
    float[][] last = new float[count][];
    float[] levels = new float[count];
    Arrays.fill(levels, Float.NaN);
    for (int tick = 0; tick < 100; tick++) {
      for (WaveTier tier : used) {
        tier.broken ^= random.nextInt(25) == 0;
        if (random.nextInt(10) == 0) {
          int station = random.nextInt(stations.size());
          if (!tier.poison.remove(station)) {
            tier.poison.add(station);
          }
        }
      }
      List<Run> runs = new ArrayList<>();
      for (TestStation station : stations) {
        if (random.nextInt(12) == 0) {
          station.seam.phraseBoundary();
        }
        runs.add(station.run(1 + random.nextInt(3)));
      }
      tiers.render((long) tick * 3 * AudioFormat.BLOCK_FRAMES, runs);
      for (int i = 0; i < stations.size(); i++) {
        int blocks = runs.get(i).controls().blocks();
        boolean mayBeSilent = loop.broken || loop.poison.contains(i) || levels[i] == 0;
        levels[i] = levelHeard(stations.get(i), blocks, last[i], mayBeSilent);
        float[] end = stations.get(i).block(blocks - 1);
        last[i] = new float[] {end[AudioFormat.BLOCK_FRAMES - 1], end[end.length - 1]};
      }
    }
  }

  /** A run is what a tier renders; its first block may be a fade from what was heard before. */
  private static float levelHeard(
      TestStation station, int blocks, float[] last, boolean mayBeSilent) {
    for (float level : LEVELS) {
      boolean rest = level != 0 || mayBeSilent;
      for (int block = 1; block < blocks; block++) {
        long start = station.startFrame + (long) block * AudioFormat.BLOCK_FRAMES;
        rest &= equal(station.block(block), WaveTier.block(level, start));
      }
      if (rest && isBegunWell(station, level, last)) {
        return level;
      }
    }
    throw new AssertionError("Station " + station.id + " hears what no tier renders");
  }

  private static boolean isBegunWell(TestStation station, float level, float[] last) {
    float[] heard = station.block(0);
    if (equal(heard, station.expected(level))) {
      return true;
    }
    float left = last == null ? 0 : last[0];
    float right = last == null ? 0 : last[1];
    if (equal(heard, landed(station.expected(level), left, right))) {
      return true;
    }
    for (float from : LEVELS) {
      float[] before = station.expected(from);
      if (equal(heard, crossed(before, station.expected(level)))
          || equal(heard, crossed(landed(before, left, right), station.expected(level)))) {
        return true;
      }
    }
    return false;
  }

  private static float[] landed(float[] block, float left, float right) {
    AudioBlock audio = audio(block);
    Fades.land(audio, left, right);
    return audio.samples();
  }

  private static float[] crossed(float[] from, float[] to) {
    AudioBlock audio = audio(from);
    Fades.crossfade(audio, audio(to), 1);
    return audio.samples();
  }

  private static AudioBlock audio(float[] samples) {
    AudioBlock audio = new AudioBlock(1);
    System.arraycopy(samples, 0, audio.samples(), 0, samples.length);
    return audio;
  }

  private static boolean equal(float[] one, float[] other) {
    for (int i = 0; i < one.length; i++) {
      // -0 is 0
      if (one[i] != other[i]) {
        return false;
      }
    }
    return true;
  }
}
