/**
 * The synthesiser port: control blocks in, audio blocks out.
 *
 * <p>May import model, sequencing and audio.
 */
package io.auralis.synthesis;
