package io.auralis.model;

import io.auralis.sequencing.ControlColumn;
import java.util.List;

/** A bank's control tensor taken apart: one value of shape [blocks, voices, 1] per column. */
final class Columns<C extends Enum<C> & ControlColumn> {

  private final List<Signal> values;

  Columns(Signal bank, Class<C> columns) {
    values = bank.split(2, columns.getEnumConstants().length);
  }

  Signal get(C column) {
    return values.get(column.ordinal());
  }
}
