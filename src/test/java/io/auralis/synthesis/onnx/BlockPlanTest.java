package io.auralis.synthesis.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BlockPlanTest {

  private static final int MAX_BLOCKS = 8;
  private static final int MAX_SLOTS = 112;

  private final BlockPlan plan = new BlockPlan(MAX_BLOCKS, MAX_SLOTS);
  private final List<ControlBlock> controls = new ArrayList<>();
  private final List<AudioBlock> audio = new ArrayList<>();

  @Property(tries = 200)
  void everyBlockIsInOneRunAndSortingNeverAddsWork(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 64) Integer> voices) {
    // Given
    BlockPlan own = new BlockPlan(MAX_BLOCKS, MAX_SLOTS);
    controls.clear();
    audio.clear();
    voices.forEach(each -> add(each, 1 + each % 3));

    // When
    own.of(controls, audio);

    // Then
    Set<List<Integer>> seen = new TreeSet<>((a, b) -> Arrays.compare(key(a), key(b)));
    int next = 0;
    for (int run = 0; run < own.runs(); run++) {
      assertThat(own.start(run)).isEqualTo(next);
      next = own.end(run);
      int blocks = next - own.start(run);
      assertThat(blocks).isBetween(1, MAX_BLOCKS);
      assertThat(blocks == 1 || blocks * most(own, run) <= MAX_SLOTS).isTrue();
      for (int i = own.start(run); i < next; i++) {
        int owner = controls.indexOf(own.controls(i));
        assertThat(own.audio(i)).isSameAs(audio.get(owner));
        assertThat(seen.add(List.of(owner, own.block(i)))).isTrue();
      }
    }
    assertThat(next).isEqualTo(own.size());
    assertThat(seen).hasSize(controls.stream().mapToInt(ControlBlock::blocks).sum());
    assertThat(cost(own)).isLessThanOrEqualTo(costInTheGivenOrder());
  }

  @Test
  void aCrowdOfMixedDensityIsRenderedWithHardlyAnySilence() {
    // Given: neighbours that have nothing in common
    long sounding = 0;
    for (int station = 0; station < 400; station++) {
      int voices = 4 * (1 + 7 * station % 16);
      add(voices, 1);
      sounding += voices;
    }

    // When
    plan.of(controls, audio);

    // Then
    long runs = (long) BlockPlan.SLOTS_OF_A_RUN * plan.runs();
    assertThat((double) (cost(plan) - runs) / sounding).isLessThan(1.01);
    assertThat((double) costInTheGivenOrder() / cost(plan)).isGreaterThan(1.2);
  }

  @Test
  void blocksWithTheSameNumberOfSlotsStayInOrder() {
    // Given: two kinds of stations in turn
    for (int station = 0; station < 20; station++) {
      add(station % 2 == 0 ? 8 : 40, 2);
    }

    // When
    plan.of(controls, audio);

    // Then: the dense ones first
    for (int i = 0; i < plan.size(); i++) {
      int station = i < 20 ? i / 2 * 2 + 1 : (i - 20) / 2 * 2;
      assertThat(plan.controls(i)).as("block %d", i).isSameAs(controls.get(station));
      assertThat(plan.block(i)).isEqualTo(i % 2);
    }
  }

  @Test
  void whatSortingDoesNotMakeSmallerStandsAsGiven() {
    // Given: all fit one run
    add(4, 2);
    add(12, 1);
    add(8, 1);

    // When
    plan.of(controls, audio);

    // Then
    assertThat(plan.runs()).isEqualTo(1);
    assertThat(List.of(plan.controls(0), plan.controls(2), plan.controls(3)))
        .containsExactlyElementsOf(controls);
  }

  @Test
  void furtherThreadsTakePartInLargeBatchesOnly() {
    for (int station = 1; station < Lanes.BLOCKS_FOR_ALL; station++) {
      add(28, 1);
    }
    plan.of(controls, audio);
    assertThat(plan.runs()).isGreaterThan(3);
    assertThat(Lanes.needed(plan, 3)).isEqualTo(1);

    add(28, 1);
    plan.of(controls, audio);
    assertThat(Lanes.needed(plan, 3)).isEqualTo(3);
    assertThat(Lanes.needed(plan, 1)).isEqualTo(1);
    assertThat(Lanes.needed(plan, 64)).isEqualTo(plan.runs());
  }

  @Test
  void liningUpAllocatesNothingOnceThereWasAsLargeABatch() {
    // Given
    for (int station = 0; station < 100; station++) {
      add(4 * (1 + 7 * station % 16), 2);
    }
    for (int warmUp = 0; warmUp < 20; warmUp++) {
      plan.of(controls, audio);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    // When
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int batch = 0; batch < 100; batch++) {
      plan.of(controls, audio);
    }

    // Then: less than an object a batch, for the measurement itself may allocate
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_600);
  }

  private void add(int voices, int blocks) {
    ControlBlock block = Sequencer.newControlBlock(blocks);
    block.reset(blocks, voices, 4);
    controls.add(block);
    audio.add(new AudioBlock(1));
  }

  private long costInTheGivenOrder() {
    long cost = 0;
    int blocks = 0;
    int slots = 0;
    for (ControlBlock each : controls) {
      for (int block = 0; block < each.blocks(); block++) {
        int most = Math.max(slots, each.voices().voices());
        if (blocks == MAX_BLOCKS || blocks > 0 && most * (blocks + 1) > MAX_SLOTS) {
          cost += BlockPlan.SLOTS_OF_A_RUN + (long) blocks * slots;
          blocks = 0;
          most = each.voices().voices();
        }
        blocks++;
        slots = most;
      }
    }
    return blocks == 0 ? 0 : cost + BlockPlan.SLOTS_OF_A_RUN + (long) blocks * slots;
  }

  private static long cost(BlockPlan plan) {
    long cost = 0;
    for (int run = 0; run < plan.runs(); run++) {
      cost += BlockPlan.SLOTS_OF_A_RUN + (long) (plan.end(run) - plan.start(run)) * most(plan, run);
    }
    return cost;
  }

  private static int most(BlockPlan plan, int run) {
    int most = 0;
    for (int i = plan.start(run); i < plan.end(run); i++) {
      most = Math.max(most, plan.controls(i).voices().voices());
    }
    return most;
  }

  private static int[] key(List<Integer> block) {
    return new int[] {block.get(0), block.get(1)};
  }
}
