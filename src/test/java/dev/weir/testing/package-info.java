/** Fixtures of behaviour tests: a scripted origin, a gateway in this process, a client that shows what came back. */
package dev.weir.testing;
