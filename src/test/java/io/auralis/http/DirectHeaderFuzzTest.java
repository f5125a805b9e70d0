package io.auralis.http;

import io.quarkus.test.junit.QuarkusTest;

/** No proxy is trusted. */
@QuarkusTest
class DirectHeaderFuzzTest extends HeaderFuzzTest {}
