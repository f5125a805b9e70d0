package io.auralis.ledger;

import java.util.Locale;

/** The sections that make up an entry. The tag is the ordinal plus one: new ones go to the end. */
enum Section {
  /** The names that the other sections refer to by number. */
  NAMES,
  COMPOSER,
  PARAMETERS,
  CHORDS,
  /** The fractions that notes refer to by number. */
  VALUES,
  NOTES,
  ENDING;

  private static final Section[] ALL = values();

  int tag() {
    return ordinal() + 1;
  }

  /** The section with a tag, or null if this version knows none. */
  static Section of(long tag) {
    return tag >= 1 && tag <= ALL.length ? ALL[(int) tag - 1] : null;
  }

  /** What messages call it, for example "section 6 (notes)". */
  String place() {
    return "section " + tag() + " (" + name().toLowerCase(Locale.ROOT) + ")";
  }
}
