/**
 * The typed settings of the service, their ranges and where they are read from.
 *
 * <p>May import music, tls, preset, whose presets stations may name, and access, whose types say
 * what proxies and origins are.
 */
package io.auralis.config;
