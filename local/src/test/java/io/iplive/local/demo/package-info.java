@NullMarked
package io.iplive.local.demo;

import org.jspecify.annotations.NullMarked;
