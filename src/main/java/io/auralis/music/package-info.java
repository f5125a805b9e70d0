/**
 * Music theory as values: scales, chord qualities, chords, keys, tempo and the three parameters
 * that a listener can turn. Nothing here is random and nothing here makes sound.
 *
 * <p>Imports the JDK only. Every type is immutable, may be used from any thread, and rejects a
 * value out of range in its constructor with a message that names the value and what is allowed. No
 * argument and no result is ever {@code null}.
 */
package io.auralis.music;
