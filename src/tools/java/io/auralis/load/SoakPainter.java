package io.auralis.load;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;

/** Draws a soak's figures over time, one small chart below the other, each from zero. */
final class SoakPainter {

  private static final int WIDTH = 1_200;
  private static final int CHART = 170;
  private static final int LEFT = 70;
  private static final int RIGHT = 190;
  private static final int TOP = 16;
  private static final int GAP = 26;
  private static final int BOTTOM = 34;
  private static final double HEADROOM = 1.1;

  private static final Color GROUND = new Color(0x0b0e13);
  private static final Color WARMUP = new Color(0x161b23);
  private static final Color LINE = new Color(0x2b3440);
  private static final Color INK = new Color(0xc8d0da);
  private static final Color[] COLOURS = {
    new Color(0xffb454), new Color(0x4aa3e0), new Color(0x8fe3c8), new Color(0xd05a6e)
  };

  private final Graphics2D graphics;
  private final List<SoakSample> samples;
  private final double seconds;

  /** A line of a chart. */
  private record Line(String name, ToDoubleFunction<SoakSample> value) {}

  private static final List<List<Line>> CHARTS =
      List.of(
          List.of(
              new Line("resident, MB", SoakSample::residentMb),
              new Line("JVM outside heap, MB", SoakSample::nativeMb),
              new Line("heap used, MB", SoakSample::heapMb),
              new Line("buffers, MB", SoakSample::directMb)),
          List.of(
              new Line("files beside sessions", SoakSample::files),
              new Line("threads", SoakSample::threads)),
          List.of(
              new Line("listeners", SoakSample::listeners),
              new Line("sessions", SoakSample::sessions)),
          List.of(
              new Line("underruns", SoakSample::underruns),
              new Line("chunks dropped", SoakSample::dropped)));

  private SoakPainter(Graphics2D graphics, List<SoakSample> samples) {
    this.graphics = graphics;
    this.samples = samples;
    this.seconds = samples.get(samples.size() - 1).seconds();
  }

  /** Writes a PNG; what lies within the warm-up has a lighter ground. */
  static void paint(List<SoakSample> samples, double warmupSeconds, File file) throws IOException {
    int height = TOP + CHARTS.size() * (CHART + GAP) - GAP + BOTTOM;
    BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(GROUND);
    graphics.fillRect(0, 0, WIDTH, height);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    SoakPainter painter = new SoakPainter(graphics, samples);
    for (int chart = 0; chart < CHARTS.size(); chart++) {
      painter.chart(CHARTS.get(chart), TOP + chart * (CHART + GAP), warmupSeconds);
    }
    painter.times(height - BOTTOM);
    graphics.dispose();
    ImageIO.write(image, "png", file);
  }

  private void chart(List<Line> lines, int top, double warmupSeconds) {
    graphics.setColor(WARMUP);
    graphics.fillRect(LEFT, top, (int) (x(Math.min(warmupSeconds, seconds)) - LEFT), CHART);
    double most =
        lines.stream()
            .flatMapToDouble(line -> samples.stream().mapToDouble(line.value))
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    // Whole numbers: nothing here is worth a fraction.
    double scale = Math.max(1, step(Math.max(1, most * HEADROOM)));
    double limit = Math.ceil(Math.max(1, most * HEADROOM) / scale) * scale;
    graphics.setStroke(new BasicStroke(1));
    for (double value = 0; value <= limit; value += scale) {
      int y = (int) Math.round(y(value, limit, top));
      graphics.setColor(LINE);
      graphics.drawLine(LEFT, y, WIDTH - RIGHT, y);
      graphics.setColor(INK);
      String label = String.format(Locale.ROOT, "%.0f", value);
      graphics.drawString(label, LEFT - 8 - graphics.getFontMetrics().stringWidth(label), y + 5);
    }
    graphics.setStroke(new BasicStroke(1.8f));
    for (int i = 0; i < lines.size(); i++) {
      graphics.setColor(COLOURS[i]);
      draw(lines.get(i), limit, top);
      graphics.drawString(lines.get(i).name, WIDTH - RIGHT + 12, top + 16 + i * 20);
    }
  }

  private void draw(Line line, double limit, int top) {
    Path2D path = new Path2D.Double();
    boolean begun = false;
    for (SoakSample sample : samples) {
      double value = line.value.applyAsDouble(sample);
      if (!Double.isFinite(value)) {
        continue;
      }
      double x = x(sample.seconds());
      double y = y(value, limit, top);
      if (begun) {
        path.lineTo(x, y);
      } else {
        path.moveTo(x, y);
        begun = true;
      }
    }
    graphics.draw(path);
  }

  private void times(int y) {
    double scale = step(seconds / 60);
    graphics.setColor(INK);
    for (double minutes = 0; minutes * 60 <= seconds; minutes += scale) {
      String label = String.format(Locale.ROOT, scale < 1 ? "%.1f min" : "%.0f min", minutes);
      graphics.drawString(
          label, (int) x(minutes * 60) - graphics.getFontMetrics().stringWidth(label) / 2, y + 22);
    }
  }

  private double x(double second) {
    return LEFT + second / seconds * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double value, double limit, int top) {
    return top + CHART * (1 - value / limit);
  }

  /** A round number that goes into the range three to eight times. */
  private static double step(double range) {
    double power = Math.pow(10, Math.floor(Math.log10(range)));
    double share = range / power;
    return share < 1.5 ? power / 5 : share < 4 ? power / 2 : power;
  }
}
