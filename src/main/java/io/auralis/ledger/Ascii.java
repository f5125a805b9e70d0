package io.auralis.ledger;

/** Text as the ledger has it: printable ASCII, so that it can stand in a log line as it is. */
final class Ascii {

  /** Characters that are shown of either end. */
  private static final int SHOWN = 120;

  private Ascii() {}

  static boolean isPrintable(String text) {
    return text.chars().allMatch(Ascii::isPrintable);
  }

  static boolean isPrintable(int character) {
    return character >= ' ' && character <= '~';
  }

  /** Both ends of a text that may be long and hold anything, for a message. */
  static String excerpt(String text) {
    boolean tooLong = text.length() > 2 * SHOWN;
    String shown =
        tooLong ? text.substring(0, SHOWN) + " ... " + text.substring(text.length() - SHOWN) : text;
    StringBuilder printable = new StringBuilder(shown);
    for (int i = 0; i < shown.length(); i++) {
      if (!isPrintable(shown.charAt(i))) {
        printable.setCharAt(i, '?');
      }
    }
    return printable.toString();
  }
}
