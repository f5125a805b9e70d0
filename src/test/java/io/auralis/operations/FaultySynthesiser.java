package io.auralis.operations;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import io.auralis.synthesis.FallbackChain;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.SynthesisReport;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.Tier;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Three tiers above silence that fail when told, behind a door that a test can shut: a run then
 * lasts until it is opened. Shut from the start.
 */
@Alternative
@Singleton
public class FaultySynthesiser implements Synthesiser {

  private final Part gpu = new Part("cuda");
  private final Part cpu = new Part("cpu");
  private final Part samples = new Part("samples");
  private final FallbackChain chain =
      new FallbackChain(
          List.of(
              gpu.as(Tier.Kind.SCORE),
              cpu.as(Tier.Kind.SCORE),
              samples.as(Tier.Kind.SAMPLES),
              Tier.silence()));
  private volatile CountDownLatch door = new CountDownLatch(1);

  /** Has these tiers fail, and no others. */
  void breakDown(String... labels) {
    for (Part part : List.of(gpu, cpu, samples)) {
      part.broken = Arrays.asList(labels).contains(part.label);
    }
  }

  void shut() {
    door = new CountDownLatch(1);
  }

  void open() {
    door.countDown();
  }

  @Override
  public void render(ControlBlock controls, AudioBlock audio) {
    try {
      door.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    chain.render(controls, audio);
  }

  @Override
  public void phraseBoundary() {
    chain.phraseBoundary();
  }

  @Override
  public Optional<SynthesisException> takeFailure() {
    return chain.takeFailure();
  }

  @Override
  public SynthesisReport report() {
    return chain.report();
  }

  @Override
  public String description() {
    return chain.description();
  }

  @Override
  public void close() {
    chain.close();
  }

  private static final class Part implements Synthesiser {
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
      if (broken) {
        throw new SynthesisException(label + " is broken", null);
      }
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
