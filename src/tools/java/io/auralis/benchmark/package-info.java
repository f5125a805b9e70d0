/** JMH benchmarks; {@code ./mvnw -Pbenchmark test-compile} runs them. Never shipped. */
package io.auralis.benchmark;
