package io.auralis.synthesis.onnx;

import io.auralis.config.AuralisConfig;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.ModelFiles;
import io.auralis.synthesis.Synthesiser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Opens the synthesiser that the configuration asks for. */
@ApplicationScoped
class OnnxSynthesisProducer {

  private static final Logger LOG = Logger.getLogger(OnnxSynthesisProducer.class);

  @Produces
  @Singleton
  Synthesiser synthesiser(AuralisConfig config) {
    SynthesisModel model = SynthesisModel.load(ModelFiles.of(config.modelDir()));
    if (config.device().equals("cuda") || config.device().equals("mps")) {
      LOG.warnf(
          "AURALIS_DEVICE=%s: this build has no provider for it; synthesis runs on the CPU",
          config.device());
    }
    int threads = Math.min(config.torchThreads(), Runtime.getRuntime().availableProcessors());
    Synthesiser synthesiser =
        new OnnxSynthesiser(
            model, threads, Sequencer.newControlBlock(Synthesiser.MAX_BLOCKS_PER_RUN));
    LOG.infof("Synthesis: %s, model %s", synthesiser.description(), model.location());
    return synthesiser;
  }

  void close(@Disposes Synthesiser synthesiser) {
    synthesiser.close();
  }
}
