package io.auralis.preset;

import io.auralis.music.GenerationParameters;

/**
 * Settings that go well together.
 *
 * @param id what programs call it: lower-case letters, digits and hyphens
 * @param name what people call it
 * @param description one sentence
 * @param parameters key, mode, tempo and intensity
 */
public record Preset(String id, String name, String description, GenerationParameters parameters) {}
