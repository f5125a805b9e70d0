/**
 * The fan-out: a ring per codec, a message per format, a cursor per listener that drops the oldest
 * when it lags, a burst on connect, and an end for listeners that are too slow or gone. Knows no
 * WebSocket and no HTTP: a {@link io.auralis.delivery.Framing} makes the messages.
 *
 * <p>May import audio, audio.codec and limits.
 */
package io.auralis.delivery;
