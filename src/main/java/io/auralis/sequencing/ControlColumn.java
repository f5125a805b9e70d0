package io.auralis.sequencing;

import java.util.Locale;

/** A column of a bank's control tensor: one number per block and voice slot. */
public interface ControlColumn {

  /** Name of the constant. */
  String name();

  /** Name in the model's manifest, in snake case. */
  default String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Unit of the value, for people. */
  String unit();

  /** What the value does, in one sentence. */
  String meaning();

  /** Position in the tensor's last axis. */
  int ordinal();
}
