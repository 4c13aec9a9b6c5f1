package dev.countersign.control.shell;

import dev.countersign.control.sealing.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Styles, scripts, typefaces: vendored, none is fetched from elsewhere. Their address holds a hash
 * of what they say, so that browsers keep them for good and never show a page with older ones.
 */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {

  private static final String LOCATION = "classpath:/assets/";
  private static final String HERE = "/assets/" + hash() + "/";

  static String href(String file) {
    return HERE + file;
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler(HERE + "**")
        .addResourceLocations(LOCATION)
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    // Another version's address, as while control planes are updated one by one: ours will do.
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(LOCATION)
        .setCacheControl(CacheControl.noCache())
        .resourceChain(false)
        .addResolver(new AnyVersion());
  }

  private static String hash() {
    try {
      Resource[] files =
          new PathMatchingResourcePatternResolver().getResources(LOCATION + "**/*.*");
      Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
      byte[][] contents = new byte[files.length][];
      for (int i = 0; i < files.length; i++) {
        contents[i] = files[i].getContentAsByteArray();
      }
      return HexFormat.of().formatHex(Sha256.of(contents), 0, AnyVersion.HASH_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
