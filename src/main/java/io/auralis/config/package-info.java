/**
 * The typed settings of the service, their ranges and where they are read from.
 *
 * <p>May import music, tls, and access, whose types say what proxies and origins are.
 */
package io.auralis.config;
