package io.auralis.report;

import io.auralis.audio.AudioFormat;
import io.auralis.composition.Phrase;
import io.auralis.model.ModelFiles;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Sequencer;
import java.util.List;

/** How many oscillators sound at once, releases included: what synthesis has to pay for. */
final class VoiceMeasure implements Measure {

  private final PatchBook patches;
  private final ControlBlock controls = Sequencer.newControlBlock(1);
  private Sequencer sequencer;
  private long position;
  private long blocks;
  private long sum;
  private int most;

  VoiceMeasure() {
    ModelFiles files = ModelFiles.bundled();
    patches = PatchBook.parse(files.read(PatchBook.FILE), files.locate(PatchBook.FILE));
  }

  @Override
  public void station() {
    sequencer = new Sequencer(patches);
    position = 0;
  }

  @Override
  public void add(Phrase phrase) {
    sequencer.schedule(phrase, position);
    long end = position + Sequencer.barFrames(phrase.parameters().tempo(), phrase.bars());
    for (; position + AudioFormat.BLOCK_FRAMES <= end; position += AudioFormat.BLOCK_FRAMES) {
      sequencer.write(controls, position, 1);
      blocks++;
      sum += controls.voices().voices();
      most = Math.max(most, controls.voices().voices());
    }
    position = end;
    sequencer.forgetBefore(position);
  }

  @Override
  public List<Measurement> results() {
    return List.of(
        Measurement.atMost(
            "oscillators at once, rounded up to fours", most, Sequencer.VOICE_SLOTS - 4),
        Measurement.information("  mean", Measurement.text((double) sum / blocks)));
  }
}
