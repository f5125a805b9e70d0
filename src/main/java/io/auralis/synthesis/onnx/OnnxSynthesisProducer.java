package io.auralis.synthesis.onnx;

import io.auralis.config.AuralisConfig;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.FallbackChain;
import io.auralis.synthesis.ModelFiles;
import io.auralis.synthesis.SampleLoop;
import io.auralis.synthesis.SampleSynthesiser;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.Tier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Opens the synthesiser that the configuration asks for, and all that it may fall back to. */
@ApplicationScoped
class OnnxSynthesisProducer {

  private static final Logger LOG = Logger.getLogger(OnnxSynthesisProducer.class);

  @Produces
  @Singleton
  Synthesiser synthesiser(AuralisConfig config) {
    if (config.device().equals("cuda") || config.device().equals("mps")) {
      LOG.warnf(
          "AURALIS_DEVICE=%s: this build has no provider for it; synthesis runs on the CPU",
          config.device());
    }
    int threads = Math.min(config.torchThreads(), Runtime.getRuntime().availableProcessors());
    ModelFiles files = ModelFiles.of(config.modelDir());
    Synthesiser synthesiser =
        new FallbackChain(
            List.of(
                new Tier(
                    "cpu", "the ONNX graph on the CPU", Tier.Kind.SCORE, () -> cpu(files, threads)),
                // Always those that ship: a damaged model directory must not silence them.
                new Tier(
                    "samples",
                    "the loop of samples",
                    Tier.Kind.SAMPLES,
                    () -> new SampleSynthesiser(SampleLoop.load(ModelFiles.bundled()))),
                Tier.silence()));
    LOG.infof("Synthesis: %s", synthesiser.description());
    return synthesiser;
  }

  private static Synthesiser cpu(ModelFiles files, int threads) {
    return new OnnxSynthesiser(
        SynthesisModel.load(files),
        threads,
        Sequencer.newControlBlock(Synthesiser.MAX_BLOCKS_PER_RUN));
  }

  void close(@Disposes Synthesiser synthesiser) {
    synthesiser.close();
  }
}
