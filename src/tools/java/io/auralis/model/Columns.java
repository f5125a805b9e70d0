package io.auralis.model;

import io.auralis.sequencing.ControlColumn;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A bank's control tensor [voices, blocks, columns] taken apart into groups of neighbours.
 *
 * <p>One operator for all groups, as an operator on few numbers costs its overhead.
 */
final class Columns<C extends Enum<C> & ControlColumn> {

  private final Map<C, Signal> groups;

  /**
   * @param firsts the first column of each group, in order
   */
  Columns(Signal bank, Class<C> columns, List<C> firsts) {
    groups = new EnumMap<>(columns);
    long[] sizes = new long[firsts.size()];
    for (int i = 0; i < sizes.length; i++) {
      int end =
          i + 1 < sizes.length ? firsts.get(i + 1).ordinal() : columns.getEnumConstants().length;
      sizes[i] = end - firsts.get(i).ordinal();
    }
    List<Signal> parts = bank.unsqueeze(3).split(2, sizes);
    for (int i = 0; i < sizes.length; i++) {
      groups.put(firsts.get(i), parts.get(i));
    }
  }

  /** The group that starts with a column, [voices, blocks, columns of the group, 1]. */
  Signal get(C first) {
    return groups.get(first);
  }

  /** A group of ramps at the control edges, [voices, blocks, ramps, 52]. */
  Signal ramps(C first) {
    return ControlEdges.ramps(groups.get(first).reshape(0, 0, -1, 2));
  }
}
