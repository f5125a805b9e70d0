/**
 * Turns parameters and a seed into phrases: chords, melody, bass and percussion in musical time.
 *
 * <p>{@link io.auralis.composition.Composer} is the port, {@link
 * io.auralis.composition.AmbientComposer} the composer that ships. It decides in this order, and
 * each step sees only what the steps before it decided: {@code ChordProgression} (which chords,
 * from a {@link io.auralis.composition.TransitionMatrix}), {@code BassLine} and {@code Voicing}
 * (which notes of them), {@code Accompaniment} (pads and bass), {@code Motif}, {@code MelodyPlan}
 * and {@code Melody} (the tune), {@code Percussion}, {@code Shimmer}. {@code Texture} is the only
 * place that reads the intensity and the slow {@code Arcs}; {@code Randomness} is the only source
 * of chance. {@link io.auralis.composition.PhraseEnding} is all that one phrase tells the next.
 *
 * <p>Imports {@code io.auralis.music} and the JDK only. Every type is immutable or a pure function
 * and may be used from any thread. Time is in ticks, 960 to a beat; seconds are the sequencer's
 * business.
 */
package io.auralis.composition;
