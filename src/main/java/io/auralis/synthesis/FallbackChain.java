package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.model.ModelException;
import io.auralis.sequencing.ControlBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Plays on whatever still works: an ordered list of tiers, the best first.
 *
 * <p>A run that fails is repeated at once on the next tier, for the same blocks: no gap. A tier
 * that failed is tried again after a {@link BackOff} by a run that is thrown away; if that goes
 * well, the chain returns to it at the next {@link #phraseBoundary}. Where the audio of two tiers
 * differs, a {@link Seam} joins them.
 *
 * <p>What does not open is logged here; what happens later is in the {@link #report}, which the
 * station tells of.
 *
 * <p>One chain belongs to one station, because it remembers what was heard last. One thread at a
 * time; {@link #report} is immutable.
 */
public final class FallbackChain implements Synthesiser {

  private static final Logger LOG = Logger.getLogger(FallbackChain.class.getName());

  private final List<Rung> rungs = new ArrayList<>();
  private final AudioBlock spare = new AudioBlock(MAX_BLOCKS_PER_RUN);
  private final Seam seam = new Seam();
  private int current;
  private boolean boundary;
  private String lastFailure = "";
  private SynthesisException untold;
  private SynthesisReport report;

  /** A tier and what became of it. */
  private static final class Rung {
    private final Tier tier;
    private final Synthesiser synthesiser;
    private final BackOff backOff = new BackOff();
    private boolean works;
    private long falls;
    private long recoveries;

    private Rung(Tier tier, Synthesiser synthesiser) {
      this.tier = tier;
      this.synthesiser = synthesiser;
      this.works = synthesiser != null;
    }

    private String device() {
      return synthesiser == null ? SynthesisReport.NO_DEVICE : synthesiser.description();
    }
  }

  /**
   * Opens all tiers, so that a fall costs no time. One that does not open is warned of once and
   * left out until the service starts again.
   *
   * @throws ModelException if no tier opens
   */
  public FallbackChain(List<Tier> tiers) {
    for (Tier tier : tiers) {
      rungs.add(new Rung(tier, open(tier)));
    }
    current = 0;
    while (current < rungs.size() && !rungs.get(current).works) {
      current++;
    }
    if (current == rungs.size()) {
      throw new ModelException("No way to make audio is left: " + lastFailure);
    }
    if (rungs.get(current).tier.kind() == Tier.Kind.SILENCE) {
      LOG.log(
          Level.SEVERE,
          "CRITICAL: nothing is left that makes music; listeners hear silence. " + lastFailure);
    }
    takeReport();
  }

  @Override
  public void render(ControlBlock controls, AudioBlock audio) {
    long start = controls.startFrame();
    renderOrFall(controls, audio);
    if (boundary) {
      boundary = false;
      rise(controls, audio);
    }
    seam.heard(audio, start, controls.blocks());
    probe(controls);
  }

  @Override
  public void phraseBoundary() {
    boundary = true;
  }

  @Override
  public Optional<SynthesisException> takeFailure() {
    Optional<SynthesisException> taken = Optional.ofNullable(untold);
    untold = null;
    return taken;
  }

  @Override
  public SynthesisReport report() {
    return report;
  }

  @Override
  public String description() {
    return rungs.get(current).synthesiser.description();
  }

  @Override
  public void close() {
    for (Rung rung : rungs) {
      if (rung.synthesiser != null) {
        rung.synthesiser.close();
      }
    }
  }

  private Synthesiser open(Tier tier) {
    try {
      return tier.opener().get();
    } catch (RuntimeException | Error e) {
      lastFailure = reason(e);
      LOG.log(
          Level.WARNING,
          String.format(
              Locale.ROOT, "%s cannot be used: %s", capitalised(tier.name()), lastFailure));
      return null;
    }
  }

  /** Renders on the current tier, or on the first below it that does not fail. */
  private void renderOrFall(ControlBlock controls, AudioBlock audio) {
    Tier.Kind before = rungs.get(current).tier.kind();
    while (true) {
      Rung rung = rungs.get(current);
      try {
        rung.synthesiser.render(controls, audio);
        break;
      } catch (RuntimeException | Error e) {
        fall(rung, e, controls.startFrame());
      }
    }
    Tier.Kind now = rungs.get(current).tier.kind();
    if (now != before) {
      seam.land(audio, controls.startFrame());
    }
  }

  /** Leaves a tier for the next one below it that is open. */
  private void fall(Rung rung, Throwable failure, long frame) {
    lastFailure = reason(failure);
    int below = current + 1;
    while (below < rungs.size() && rungs.get(below).synthesiser == null) {
      below++;
    }
    SynthesisException told =
        failure instanceof SynthesisException known
            ? known
            : new SynthesisException("Synthesis failed", failure);
    if (below == rungs.size()) {
      throw told;
    }
    rung.falls++;
    rung.works = false;
    rung.backOff.failed(frame);
    current = below;
    untold = told;
    takeReport();
  }

  /** Returns to the best tier that works again. */
  private void rise(ControlBlock controls, AudioBlock audio) {
    for (int better = 0; better < current; better++) {
      Rung rung = rungs.get(better);
      if (rung.works && tryOut(rung, controls)) {
        if (rung.tier.kind() != rungs.get(current).tier.kind()) {
          Fades.crossfade(audio, spare, controls.blocks());
        }
        current = better;
        rung.recoveries++;
        rung.backOff.playsAgain(controls.startFrame());
        takeReport();
        return;
      }
    }
  }

  /** Tries at most one better tier per run, so that the run stays short. */
  private void probe(ControlBlock controls) {
    for (int better = 0; better < current; better++) {
      Rung rung = rungs.get(better);
      boolean failed = rung.synthesiser != null && !rung.works;
      if (failed && rung.backOff.due(controls.startFrame())) {
        rung.works = tryOut(rung, controls);
        return;
      }
    }
  }

  /** Renders into the spare block; a failure makes the tier wait longer. */
  private boolean tryOut(Rung rung, ControlBlock controls) {
    try {
      rung.synthesiser.render(controls, spare);
      return true;
    } catch (RuntimeException | Error e) {
      rung.works = false;
      rung.backOff.failed(controls.startFrame());
      lastFailure = reason(e);
      takeReport();
      return false;
    }
  }

  private void takeReport() {
    Rung rung = rungs.get(current);
    boolean degraded =
        rung.tier.kind() != rungs.get(0).tier.kind()
            || rungs.subList(0, current).stream().anyMatch(better -> better.synthesiser != null);
    report =
        new SynthesisReport(
            rung.tier.label(),
            rung.synthesiser.description(),
            degraded,
            rung.tier.kind() != Tier.Kind.SILENCE,
            lastFailure,
            rungs.stream()
                .map(
                    each ->
                        new SynthesisReport.TierReport(
                            each.tier.label(), each.device(), each.falls, each.recoveries))
                .toList());
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
