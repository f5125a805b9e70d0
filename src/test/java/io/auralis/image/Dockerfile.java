package io.auralis.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Dockerfile as its stages.
 *
 * @param arguments {@code ARG}s before the first stage
 */
record Dockerfile(List<String> arguments, List<Stage> stages) {

  /** What is said under one {@code FROM}. */
  record Stage(String base, String name, List<Instruction> instructions) {

    List<String> all(String keyword) {
      return instructions.stream()
          .filter(instruction -> instruction.keyword.equals(keyword))
          .map(Instruction::text)
          .toList();
    }
  }

  /** A keyword and what follows, on one line. */
  record Instruction(String keyword, String text) {}

  static Dockerfile read(Path file) throws IOException {
    List<String> arguments = new ArrayList<>();
    List<Stage> stages = new ArrayList<>();
    for (Instruction instruction : instructions(Files.readAllLines(file))) {
      if (instruction.keyword.equals("FROM")) {
        String[] words = instruction.text.split("\\s+");
        boolean named = words.length == 3 && words[1].equals("AS");
        stages.add(new Stage(words[0], named ? words[2] : "", new ArrayList<>()));
      } else if (stages.isEmpty()) {
        arguments.add(instruction.text);
      } else {
        stages.get(stages.size() - 1).instructions.add(instruction);
      }
    }
    return new Dockerfile(arguments, stages);
  }

  Stage last() {
    return stages.get(stages.size() - 1);
  }

  Stage stage(String name) {
    return stages.stream()
        .filter(stage -> stage.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no stage " + name));
  }

  private static List<Instruction> instructions(List<String> lines) {
    List<Instruction> instructions = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : lines) {
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      if (line.endsWith("\\")) {
        open.append(line, 0, line.length() - 1).append(' ');
        continue;
      }
      String[] parts = open.append(line).toString().strip().split("\\s+", 2);
      instructions.add(new Instruction(parts[0], parts[1].replaceAll("\\s+", " ")));
      open.setLength(0);
    }
    if (!open.isEmpty()) {
      throw new AssertionError("the last instruction does not end: " + open);
    }
    return instructions;
  }
}
