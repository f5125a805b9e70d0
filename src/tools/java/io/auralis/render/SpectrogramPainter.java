package io.auralis.render;

import io.auralis.audio.AudioFormat;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Draws a spectrogram: time from left to right, pitch upwards in octaves, loudness as colour. */
public final class SpectrogramPainter {

  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 420;
  private static final int LEFT = 64;
  private static final int BOTTOM = 30;
  private static final int TOP = 30;
  private static final int SIZE = 16_384;
  private static final double LOWEST_HZ = 27.5;
  private static final int OCTAVES = 9;
  private static final double FLOOR_DB = -110;
  private static final double CEILING_DB = -20;
  private static final Color GROUND = new Color(0x0b0e13);
  private static final Color INK = new Color(0xc8d0da);

  private SpectrogramPainter() {}

  /** Writes a PNG of mono samples. */
  public static void paint(float[] samples, String title, File file) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(GROUND);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    int columns = WIDTH - LEFT - 10;
    for (int column = 0; column < columns; column++) {
      int from = (int) ((long) (samples.length - SIZE) * column / (columns - 1));
      paintColumn(image, LEFT + column, Spectrum.power(samples, from, SIZE));
    }
    label(graphics, title, (double) samples.length / AudioFormat.SAMPLE_RATE_HZ);
    graphics.dispose();
    ImageIO.write(image, "png", file);
  }

  private static void paintColumn(BufferedImage image, int x, double[] power) {
    int height = HEIGHT - TOP - BOTTOM;
    // A sine of full scale under the window has this power.
    double full = Math.pow(0.35875 * SIZE / 2, 2);
    for (int y = 0; y < height; y++) {
      double low = hertz(y, height);
      double high = hertz(y + 1, height);
      int first = (int) Math.max(1, low * SIZE / AudioFormat.SAMPLE_RATE_HZ);
      int last = (int) Math.min(power.length - 1, high * SIZE / AudioFormat.SAMPLE_RATE_HZ);
      double peak = 0;
      for (int bin = first; bin <= Math.max(first, last); bin++) {
        peak = Math.max(peak, power[bin]);
      }
      double decibels = 10 * Math.log10(peak / full + 1e-20);
      image.setRGB(x, TOP + height - 1 - y, colour(decibels));
    }
  }

  private static double hertz(double y, int height) {
    return LOWEST_HZ * Math.pow(2, OCTAVES * y / height);
  }

  private static int colour(double decibels) {
    double level = Math.max(0, Math.min(1, (decibels - FLOOR_DB) / (CEILING_DB - FLOOR_DB)));
    int red = (int) (255 * Math.min(1, Math.pow(level, 1.6) * 1.15));
    int green = (int) (240 * Math.pow(level, 2.6));
    int blue = (int) (30 + 150 * Math.sin(Math.PI * Math.min(1, level * 1.15)) + 40 * level);
    return red << 16 | green << 8 | Math.max(20, Math.min(255, blue));
  }

  private static void label(Graphics2D graphics, String title, double seconds) {
    graphics.setColor(INK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    graphics.drawString(title, LEFT, 20);
    int height = HEIGHT - TOP - BOTTOM;
    for (int octave = 0; octave <= OCTAVES; octave++) {
      double hertz = LOWEST_HZ * Math.pow(2, octave);
      int y = TOP + height - height * octave / OCTAVES;
      graphics.drawString(
          hertz < 1_000
              ? String.format(Locale.ROOT, "%.0f Hz", hertz)
              : String.format(Locale.ROOT, "%.1f kHz", hertz / 1_000),
          6,
          y + 4);
    }
    int columns = WIDTH - LEFT - 10;
    double step = seconds > 120 ? 30 : seconds > 20 ? 5 : 1;
    for (double second = 0; second <= seconds; second += step) {
      graphics.drawString(
          String.format(Locale.ROOT, "%.0f s", second),
          Math.min(LEFT + (int) (columns * second / seconds), WIDTH - 38),
          HEIGHT - 10);
    }
  }
}
