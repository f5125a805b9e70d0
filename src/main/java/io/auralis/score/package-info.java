/**
 * Music as people read it: the chords and notes of a phrase with names, beats and seconds, and the
 * same as a Standard MIDI File. Nothing here makes sound or knows the time of day.
 *
 * <p>May import composition and music. Every type is immutable and may be used from any thread.
 */
package io.auralis.score;
