package io.auralis.wiring;

import io.auralis.config.AuralisConfig;
import io.auralis.config.InvalidSettingException;
import io.auralis.model.ModelException;
import io.auralis.model.ModelFiles;
import io.auralis.onnx.Device;
import io.auralis.onnx.DeviceSelection;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.SampleLoop;
import io.auralis.synthesis.SampleSynthesiser;
import io.auralis.synthesis.SynthesisObserver;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.Tier;
import io.auralis.synthesis.Tiers;
import io.auralis.synthesis.onnx.OnnxSynthesiser;
import io.auralis.synthesis.onnx.SynthesisModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Opens the synthesiser that the configuration asks for, and all that it may fall back to. The
 * render group closes them.
 */
@ApplicationScoped
class SynthesisProducer {

  private static final Logger LOG = Logger.getLogger(SynthesisProducer.class);

  /**
   * What is launched for a run costs a GPU the same for one block and for some hundred, so a tick
   * of many stations goes through in a few runs. 11 MB of buffers.
   */
  private static final int CUDA_RUN_BLOCKS = 256;

  @Produces
  @Singleton
  Tiers tiers(AuralisConfig config, SynthesisObserver observer) {
    List<Tier> tiers = new ArrayList<>();
    DeviceSelection machine = DeviceSelection.ofThisMachine();
    for (Device device : machine.order(config.device())) {
      tiers.add(graph(device, machine, config));
    }
    if (config.deviceRequired() && !config.device().equals("auto")) {
      tiers.set(0, openAtOnce(tiers.get(0), config.device()));
    }
    // Always those that ship: a damaged model directory must not silence them.
    tiers.add(
        new Tier(
            "samples",
            "the loop of samples",
            Tier.Kind.SAMPLES,
            () -> new SampleSynthesiser(SampleLoop.load(ModelFiles.bundled()))));
    tiers.add(Tier.silence());
    Tiers opened = new Tiers(tiers, observer, System::nanoTime);
    LOG.info(String.format(Locale.ROOT, "Synthesis: %s", opened.description()));
    return opened;
  }

  /** Threads that render, in the graph and around it: never more than there are cores. */
  static int renderThreads(AuralisConfig config) {
    return Math.min(config.torchThreads(), Runtime.getRuntime().availableProcessors());
  }

  /** The tier of the graph on a device. */
  private static Tier graph(Device device, DeviceSelection machine, AuralisConfig config) {
    return new Tier(
        device.label(),
        "the ONNX graph on " + device.title(),
        Tier.Kind.SCORE,
        () -> {
          machine
              .missing(device)
              .ifPresent(
                  reason -> {
                    throw new ModelException(reason);
                  });
          return new OnnxSynthesiser(
              SynthesisModel.load(ModelFiles.of(config.modelDir())),
              device,
              renderThreads(config),
              Sequencer.newControlBlock(runBlocks(device)));
        });
  }

  /** Blocks of the largest run of the graph, all stations together. */
  static int runBlocks(Device device) {
    return device == Device.CUDA ? CUDA_RUN_BLOCKS : Synthesiser.MAX_BLOCKS_PER_RUN;
  }

  /** Opens a tier that must be had; what prevents it stops the start. */
  static Tier openAtOnce(Tier tier, String setting) {
    Synthesiser opened;
    try {
      opened = tier.opener().get();
    } catch (RuntimeException | LinkageError e) {
      throw new InvalidSettingException(
          String.format(
              Locale.ROOT,
              "AURALIS_DEVICE_REQUIRED=true and AURALIS_DEVICE=%s, but %s cannot be used: %s",
              setting,
              tier.name(),
              e.getMessage()),
          e);
    }
    return new Tier(tier.label(), tier.name(), tier.kind(), () -> opened);
  }
}
