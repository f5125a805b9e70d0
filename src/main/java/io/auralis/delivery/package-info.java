/**
 * The fan-out: a ring per format, a cursor per listener that drops the oldest when it lags, a burst
 * on connect, and an end for listeners that are too slow or gone. Knows no WebSocket.
 *
 * <p>May import audio.
 */
package io.auralis.delivery;
