@org.jspecify.annotations.NullMarked
package io.iplive.local.letters;
