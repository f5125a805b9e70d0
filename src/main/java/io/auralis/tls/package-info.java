/**
 * The certificate and the key that the server shows: what they must be, told before they are used.
 *
 * <p>May import the JDK only.
 */
package io.auralis.tls;
