package io.auralis.config;

import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.preset.PresetBook;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/** The words that a setting allows, from the annotations of its method. */
public final class Words {

  private Words() {}

  /** The words in the order in which people should see them; empty if others are allowed, too. */
  public static Optional<List<String>> of(Method setting) {
    OneOf words = setting.getAnnotation(OneOf.class);
    if (words != null) {
      return Optional.of(List.of(words.value()));
    } else if (setting.isAnnotationPresent(KeyName.class)) {
      return Optional.of(Key.names());
    } else if (setting.isAnnotationPresent(ModeName.class)) {
      return Optional.of(Mode.names());
    } else if (setting.isAnnotationPresent(PresetName.class)) {
      return Optional.of(PresetBook.bundled().ids());
    }
    return Optional.empty();
  }
}
