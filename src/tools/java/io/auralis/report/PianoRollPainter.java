package io.auralis.report;

import io.auralis.composition.ChordSpan;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.music.Tonality;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Draws phrases as a piano roll: time from left to right, pitch upwards, a colour for each part.
 */
final class PianoRollPainter {

  private static final int WIDTH = 1_800;
  private static final int LEFT = 56;
  private static final int TOP = 62;
  private static final int ROW = 9;
  private static final int LOWEST = 30;
  private static final int HIGHEST = 100;
  private static final int ROLL = (HIGHEST - LOWEST + 1) * ROW;
  private static final int NOISE_TOP = TOP + ROLL + 8;
  private static final int NOISE_ROW = 16;
  private static final int HEIGHT = NOISE_TOP + 2 * NOISE_ROW + 34;
  private static final int SECONDS_PER_LABEL = 30;

  private static final Color GROUND = new Color(0x0b0e13);
  private static final Color OUTSIDE = new Color(0x12161d);
  private static final Color LINE = new Color(0x232a35);
  private static final Color PHRASE_LINE = new Color(0x515c6d);
  private static final Color INK = new Color(0xc8d0da);
  private static final Map<Instrument, Color> COLOURS =
      Map.of(
          Instrument.PAD, new Color(0x4a7fc1),
          Instrument.LEAD, new Color(0xffb454),
          Instrument.SUB, new Color(0x7a5fb5),
          Instrument.KICK, new Color(0xd05a6e),
          Instrument.BELL, new Color(0x8fe3c8),
          Instrument.SWELL, new Color(0x9aa7b8),
          Instrument.BREATH, new Color(0x56616f));

  private final Graphics2D graphics;
  private final double pixelsPerSecond;

  private PianoRollPainter(Graphics2D graphics, double seconds) {
    this.graphics = graphics;
    this.pixelsPerSecond = (WIDTH - LEFT - 12) / seconds;
  }

  /** Writes a PNG of the first {@code seconds} of a station's phrases, which share a tonality. */
  static void paint(List<Phrase> phrases, double seconds, String title, File file)
      throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    PianoRollPainter painter = new PianoRollPainter(graphics, seconds);
    painter.ground(phrases.get(0).parameters().tonality());
    double start = 0;
    for (Phrase phrase : phrases) {
      painter.phrase(phrase, start);
      start += phrase.bars() * phrase.parameters().tempo().barSeconds();
    }
    painter.labels(title, seconds);
    graphics.dispose();
    ImageIO.write(image, "png", file);
  }

  private void ground(Tonality tonality) {
    graphics.setColor(GROUND);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    for (int pitch = LOWEST; pitch <= HIGHEST; pitch++) {
      boolean root = Math.floorMod(pitch - tonality.rootMidi(), 12) == 0;
      graphics.setColor(root ? LINE : tonality.contains(pitch) ? GROUND : OUTSIDE);
      graphics.fillRect(LEFT, y(pitch), WIDTH - LEFT - 12, ROW);
      if (root) {
        graphics.setColor(INK);
        graphics.drawString(tonality.spell(pitch).toString(), 14, y(pitch) + ROW);
      }
    }
  }

  private void phrase(Phrase phrase, double start) {
    double tickSeconds = phrase.parameters().tempo().beatSeconds() / Phrase.TICKS_PER_BEAT;
    for (int bar = 0; bar < phrase.bars(); bar++) {
      graphics.setColor(bar == 0 ? PHRASE_LINE : LINE);
      int x = x(start + bar * phrase.parameters().tempo().barSeconds());
      graphics.drawLine(x, TOP - (bar == 0 ? 30 : 0), x, NOISE_TOP + 2 * NOISE_ROW);
    }
    for (ChordSpan span : phrase.chords()) {
      int x = x(start + span.startTicks() * tickSeconds);
      graphics.setColor(INK);
      graphics.drawString(span.chord().displayName().replace(" major", ""), x + 3, TOP - 20);
      graphics.setColor(PHRASE_LINE);
      graphics.drawString(span.chord().symbol(), x + 3, TOP - 6);
    }
    for (Note note : phrase.notes()) {
      draw(note, start, tickSeconds);
    }
  }

  private void draw(Note note, double start, double tickSeconds) {
    int from = x(start + note.onsetTicks() * tickSeconds);
    int to = Math.min(WIDTH - 12, x(start + note.endTicks() * tickSeconds));
    Color colour = COLOURS.get(note.instrument());
    boolean noise = note.instrument().compareTo(Instrument.SWELL) == 0;
    boolean breath = note.instrument() == Instrument.BREATH;
    int alpha = (int) (90 + 165 * Math.min(1, note.velocity() * 1.3));
    graphics.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha));
    if (noise || breath) {
      int top = NOISE_TOP + (breath ? NOISE_ROW : 0);
      int[] xs = noise ? new int[] {from, to, to} : new int[] {from, to, to, from};
      int[] ys =
          noise
              ? new int[] {top + NOISE_ROW - 4, top, top + NOISE_ROW - 4}
              : new int[] {top + 3, top + 3, top + NOISE_ROW - 6, top + NOISE_ROW - 6};
      graphics.fillPolygon(xs, ys, xs.length);
      return;
    }
    graphics.fillRoundRect(from, y(note.pitch()) + 1, Math.max(4, to - from - 1), ROW - 2, 5, 5);
  }

  private void labels(String title, double seconds) {
    graphics.setColor(INK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    graphics.drawString(title, LEFT, 20);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    int x = WIDTH - 560;
    for (Instrument instrument : Instrument.values()) {
      graphics.setColor(COLOURS.get(instrument));
      graphics.setStroke(new BasicStroke(1));
      graphics.fillRoundRect(x, 10, 14, 10, 5, 5);
      graphics.setColor(INK);
      graphics.drawString(instrument.name().toLowerCase(Locale.ROOT), x + 19, 20);
      x += 78;
    }
    for (int second = 0; second <= seconds; second += SECONDS_PER_LABEL) {
      String text = String.format(Locale.ROOT, "%d:%02d", second / 60, second % 60);
      graphics.drawString(text, Math.min(x(second), WIDTH - 40), HEIGHT - 10);
    }
    graphics.drawString("swell", 14, NOISE_TOP + 12);
    graphics.drawString("breath", 14, NOISE_TOP + NOISE_ROW + 12);
  }

  private int x(double seconds) {
    return LEFT + (int) Math.round(seconds * pixelsPerSecond);
  }

  private static int y(int pitch) {
    return TOP + (HIGHEST - pitch) * ROW;
  }
}
