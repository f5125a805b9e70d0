/**
 * The synthesiser port, control blocks in and audio blocks out, and the tiers that stand in for
 * each other when one fails.
 *
 * <p>May import model, sequencing and audio.
 */
package io.auralis.synthesis;
