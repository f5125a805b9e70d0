package io.auralis.report;

import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import java.util.List;

/** Whether the drum ever becomes a beat: equal distances between strokes, one after another. */
final class PercussionMeasure implements Measure {

  private static final int TICKS_PER_EIGHTH = Phrase.TICKS_PER_BEAT / 2;

  /** Four strokes at equal distances are three equal distances: the ear would expect a fifth. */
  private static final int LONGEST_RUN = 3;

  private long position;
  private long lastStroke;
  private long lastDistance;
  private int run;
  private int longestRun;
  private long strokes;
  private long bars;

  @Override
  public void station() {
    position = 0;
    lastStroke = Long.MIN_VALUE / 2;
    lastDistance = 0;
    run = 0;
  }

  @Override
  public void add(Phrase phrase) {
    for (Note note : phrase.notes()) {
      if (note.instrument() == Instrument.KICK) {
        stroke(position + Math.round((double) note.onsetTicks() / TICKS_PER_EIGHTH));
      }
    }
    position += phrase.lengthTicks() / TICKS_PER_EIGHTH;
    bars += phrase.bars();
  }

  private void stroke(long eighth) {
    long distance = eighth - lastStroke;
    run = distance == lastDistance ? run + 1 : 1;
    longestRun = Math.max(longestRun, run);
    lastDistance = distance;
    lastStroke = eighth;
    strokes++;
  }

  @Override
  public List<Measurement> results() {
    return List.of(
        Measurement.atMost("equal distances of drum strokes in a row", longestRun, LONGEST_RUN),
        Measurement.atMost("drum strokes a bar", (double) strokes / bars, 1));
  }
}
