package io.auralis.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The files of the directory {@code config} that settings are read from, looked at before that
 * happens: a file that cannot be read is reported with its line.
 */
final class ConfigFiles {

  private static final String ROOT = "auralis";
  private static final String STATIONS = "auralis.stations";
  private static final Pattern STATION = Pattern.compile("auralis\\.stations\\.[^.]+");

  private final List<String> problems = new ArrayList<>();
  private String name = "";

  private ConfigFiles() {}

  /** What is wrong with the files of a directory, a line each. */
  static List<String> problems(Path directory) {
    ConfigFiles files = new ConfigFiles();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(directory, "application{,-*}.{yaml,yml,properties}")) {
        found.forEach(files::check);
      } catch (IOException e) {
        files.problems.add(directory + " cannot be read: " + e.getMessage());
      }
    }
    return List.copyOf(files.problems);
  }

  private void check(Path file) {
    name = file.toString();
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      String text = TextFile.decode(bytes);
      if (!name.endsWith(".properties")) {
        checkYaml(text);
      } else if (bytes.length != text.getBytes(StandardCharsets.UTF_8).length) {
        // Its reader takes the mark for the beginning of the first name.
        problem(1, "it begins with a byte-order mark; save the file as UTF-8 without one");
      } else {
        new Properties().load(new StringReader(text));
      }
    } catch (TextFile.NotTextException e) {
      problem(e.line(), e.getMessage());
    } catch (AccessDeniedException e) {
      problems.add(name + " cannot be read: this user may not read it");
    } catch (IOException | IllegalArgumentException e) {
      problems.add(name + " cannot be read: " + e.getMessage());
    }
  }

  private void checkYaml(String text) {
    try {
      for (Node document :
          new Yaml(new SafeConstructor(new LoaderOptions())).composeAll(new StringReader(text))) {
        if (document instanceof MappingNode root) {
          checkRoot(root);
        } else if (!isNothing(document)) {
          problem(line(document), "it must hold keys, like " + ROOT + ":");
        }
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      problem(line, "it is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.add(name + " is not YAML: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  /** Settings stand at the top, or below the name of a profile. */
  private void checkRoot(MappingNode root) {
    for (NodeTuple entry : root.getValue()) {
      String key = key(entry);
      if (key.equals(ROOT)) {
        checkGroup(ROOT, entry.getValueNode());
      } else if (key.startsWith("%") && entry.getValueNode() instanceof MappingNode profile) {
        checkRoot(profile);
      }
    }
  }

  /** All settings, all stations, or the fields of one. */
  private void checkGroup(String path, Node node) {
    if (!(node instanceof MappingNode group)) {
      // Of a station without a field nobody else would know.
      if (!isNothing(node) || isStation(path)) {
        problem(line(node), path + " must hold " + content(path));
      }
      return;
    }
    if (group.getValue().isEmpty() && isStation(path)) {
      problem(line(node), path + " must hold " + content(path));
    }
    Set<String> seen = new HashSet<>();
    for (NodeTuple entry : group.getValue()) {
      String key = key(entry);
      String inner = path + "." + key;
      Setting setting = Setting.named(inner);
      if (!seen.add(key)) {
        problem(line(entry.getKeyNode()), key + " stands there twice");
      } else if (path.equals(STATIONS) && isBoolean(entry.getKeyNode())) {
        problem(
            line(entry.getKeyNode()),
            "the name " + key + " is true or false to YAML; put quotes around it");
      } else if (setting != null) {
        checkValue(setting, key, entry.getValueNode());
      } else if (inner.equals(STATIONS) || isStation(inner)) {
        checkGroup(inner, entry.getValueNode());
      }
    }
  }

  private static boolean isStation(String path) {
    return STATION.matcher(path).matches();
  }

  private static String content(String path) {
    if (path.equals(ROOT)) {
      return "settings, like auralis: {port: 8000}";
    }
    return path.equals(STATIONS)
        ? "stations, like stations: {sleep: {title: Sleep}}"
        : "fields, like {title: Sleep}";
  }

  private void checkValue(Setting setting, String key, Node value) {
    boolean scalars =
        value instanceof ScalarNode
            || value instanceof SequenceNode list
                && setting.kind() == SettingKind.TEXT
                && list.getValue().stream().allMatch(ScalarNode.class::isInstance);
    if (!scalars) {
      problem(line(value), setting.variable() + " must be one value, and " + key + " is several");
    } else if (setting.kind() == SettingKind.TEXT && isBoolean(value)) {
      problem(
          line(value), "the value of " + key + " is true or false to YAML; put quotes around it");
    }
  }

  private static String key(NodeTuple entry) {
    return entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
  }

  private static boolean isBoolean(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && scalar.getTag().equals(Tag.BOOL);
  }

  private static boolean isNothing(Node node) {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private void problem(int line, String reason) {
    problems.add(String.format(Locale.ROOT, "%s, line %d: %s", name, line, reason));
  }
}
