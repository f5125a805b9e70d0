package io.auralis.operations;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.SynthesisObserver;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.Tier;
import io.auralis.synthesis.Tiers;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Three tiers above silence that fail when told, behind a door that a test can shut: a run then
 * lasts until it is opened. Shut from the start.
 */
@Alternative
@Singleton
public class FaultySynthesis {

  private final Part gpu = new Part("cuda");
  private final Part cpu = new Part("cpu");
  private final Part samples = new Part("samples");
  private final CountDownLatch began = new CountDownLatch(1);
  private volatile CountDownLatch door = new CountDownLatch(1);
  private volatile Runnable work = () -> {};

  @Alternative
  @Produces
  @Singleton
  Tiers tiers(SynthesisObserver observer) {
    return new Tiers(
        List.of(
            gpu.as(Tier.Kind.SCORE),
            cpu.as(Tier.Kind.SCORE),
            samples.as(Tier.Kind.SAMPLES),
            Tier.silence()),
        observer,
        System::nanoTime);
  }

  /** Has these tiers fail, and no others. */
  void breakDown(String... labels) {
    for (Part part : List.of(gpu, cpu, samples)) {
      part.broken = Arrays.asList(labels).contains(part.label);
    }
  }

  /** Has each run do this, too. */
  void work(Runnable each) {
    work = each;
  }

  void shut() {
    door = new CountDownLatch(1);
  }

  void open() {
    door.countDown();
  }

  /** Whether a run has begun, be it behind the door or not. */
  boolean began() {
    return began.getCount() == 0;
  }

  private final class Part implements Synthesiser {
    private final String label;
    private volatile boolean broken;

    private Part(String label) {
      this.label = label;
    }

    private Tier as(Tier.Kind kind) {
      return new Tier(label, "the " + label, kind, () -> this);
    }

    @Override
    public void render(ControlBlock controls, AudioBlock audio) {
      began.countDown();
      try {
        door.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (broken) {
        throw new SynthesisException(label + " is broken", null);
      }
      work.run();
      Arrays.fill(audio.samples(), 0, controls.blocks() * AudioBlock.BLOCK_SAMPLES, 0.1f);
    }

    @Override
    public String description() {
      return "a pretended " + label;
    }

    @Override
    public void close() {}
  }
}
