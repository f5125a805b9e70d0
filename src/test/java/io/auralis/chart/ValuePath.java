package io.auralis.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a value stands in values: keys of maps and positions in lists, the outer before the inner.
 * Immutable.
 */
record ValuePath(List<Object> steps) {

  /** All paths in values, each before those that it leads to. */
  static List<ValuePath> of(Map<String, Object> values) {
    List<ValuePath> paths = new ArrayList<>();
    new ValuePath(List.of()).collect(values, paths);
    return paths;
  }

  private void collect(Object value, List<ValuePath> paths) {
    if (!steps.isEmpty()) {
      paths.add(this);
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> then(key).collect(inner, paths));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        then(i).collect(list.get(i), paths);
      }
    }
  }

  private ValuePath then(Object step) {
    return new ValuePath(Stream.concat(steps.stream(), Stream.of(step)).toList());
  }

  Object last() {
    return steps.get(steps.size() - 1);
  }

  /**
   * Puts null there. What is missing on the way is made: maps empty, because Helm merges them, and
   * lists as in the defaults, because it does not.
   */
  @SuppressWarnings("unchecked")
  void putNull(Map<String, Object> values, Map<String, Object> defaults) {
    Object at = values;
    Object fallback = defaults;
    for (Object step : steps.subList(0, steps.size() - 1)) {
      fallback = inner(fallback, step);
      if (inner(at, step) == null && at instanceof Map<?, ?>) {
        ((Map<String, Object>) at)
            .put((String) step, fallback instanceof List<?> ? fallback : new LinkedHashMap<>());
      }
      at = inner(at, step);
    }
    if (at instanceof Map<?, ?>) {
      ((Map<String, Object>) at).put((String) last(), null);
    } else if (at instanceof List<?> list && (int) last() < list.size()) {
      ((List<Object>) list).set((int) last(), null);
    }
  }

  private static Object inner(Object value, Object step) {
    if (value instanceof Map<?, ?> map) {
      return map.get(step);
    }
    return value instanceof List<?> list && (int) step < list.size() ? list.get((int) step) : null;
  }

  @Override
  public String toString() {
    return steps.toString();
  }
}
