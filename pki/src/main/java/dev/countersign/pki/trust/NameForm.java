package dev.countersign.pki.trust;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/** How a form of name relates to a constraint of the same form (RFC 5280, 4.2.1.10). */
enum NameForm {
  DNS {
    @Override
    boolean isReadableName(GeneralName name) {
      return isDomain(text(name), true);
    }

    @Override
    boolean isReadableConstraint(GeneralName base) {
      String domain = withoutLeadingDot(text(base));
      return domain.isEmpty() || isDomain(domain, false);
    }

    @Override
    boolean isWithin(GeneralName name, GeneralName base) {
      return isInDomain(text(name), withoutTrailingDot(text(base)));
    }

    // A wildcard is refused where it could stand for something that is excluded.
    @Override
    boolean reaches(GeneralName name, GeneralName base) {
      List<String> labels = labels(text(name));
      List<String> excluded = labels(withoutLeadingDot(text(base)));
      if (text(base).isEmpty()) {
        return true;
      }
      if (labels.size() < excluded.size()
          || (labels.size() == excluded.size() && text(base).startsWith("."))) {
        return false;
      }
      for (int i = 1; i <= excluded.size(); i++) {
        String label = labels.get(labels.size() - i);
        if (!label.contains("*") && !label.equals(excluded.get(excluded.size() - i))) {
          return false;
        }
      }
      return true;
    }
  },
  EMAIL {
    @Override
    boolean isReadableName(GeneralName name) {
      String address = text(name);
      int at = address.lastIndexOf('@');
      return at > 0 && isDomain(address.substring(at + 1), false);
    }

    @Override
    boolean isReadableConstraint(GeneralName base) {
      String constraint = text(base);
      return constraint.contains("@")
          ? isReadableName(base)
          : isDomain(withoutLeadingDot(constraint), false);
    }

    @Override
    boolean isWithin(GeneralName name, GeneralName base) {
      String address = text(name);
      String constraint = text(base);
      String host = address.substring(address.lastIndexOf('@') + 1);
      if (constraint.contains("@")) {
        // Comparing the local part without case is the safe side of an exclusion only.
        return address.equals(constraint);
      }
      return constraint.startsWith(".") ? host.endsWith(constraint) : host.equals(constraint);
    }
  },
  URI_HOST {
    @Override
    boolean isReadableName(GeneralName name) {
      return hostOf(text(name)) != null;
    }

    @Override
    boolean isReadableConstraint(GeneralName base) {
      return isDomain(withoutLeadingDot(text(base)), false);
    }

    @Override
    boolean isWithin(GeneralName name, GeneralName base) {
      String host = hostOf(text(name));
      String constraint = text(base);
      return host != null
          && (constraint.startsWith(".") ? host.endsWith(constraint) : host.equals(constraint));
    }
  },
  IP {
    @Override
    boolean isReadableName(GeneralName name) {
      int length = octets(name).length;
      return length == 4 || length == 16;
    }

    @Override
    boolean isReadableConstraint(GeneralName base) {
      byte[] range = octets(base);
      return (range.length == 8 || range.length == 32) && isPrefixMask(range);
    }

    @Override
    boolean isWithin(GeneralName name, GeneralName base) {
      byte[] address = octets(name);
      byte[] range = octets(base);
      if (range.length != 2 * address.length) {
        return false;
      }
      for (int i = 0; i < address.length; i++) {
        if (((address[i] ^ range[i]) & range[address.length + i]) != 0) {
          return false;
        }
      }
      return true;
    }
  },
  DIRECTORY {
    @Override
    boolean isReadableName(GeneralName name) {
      return true;
    }

    @Override
    boolean isReadableConstraint(GeneralName base) {
      return true;
    }

    @Override
    boolean isWithin(GeneralName name, GeneralName base) {
      RDN[] whole = X500Name.getInstance(name.getName()).getRDNs();
      RDN[] prefix = X500Name.getInstance(base.getName()).getRDNs();
      if (prefix.length > whole.length) {
        return false;
      }
      for (int i = 0; i < prefix.length; i++) {
        if (!IETFUtils.rDNAreEqual(prefix[i], whole[i])) {
          return false;
        }
      }
      return true;
    }
  },
  /** Forms that are not compared: a name that falls under a constraint is refused. */
  OTHER {
    @Override
    boolean isReadableName(GeneralName name) {
      return false;
    }

    @Override
    boolean isReadableConstraint(GeneralName base) {
      return true;
    }

    @Override
    boolean isWithin(GeneralName name, GeneralName base) {
      return false;
    }
  };

  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
  private static final Pattern WILDCARD_LABEL = Pattern.compile("[a-z0-9_*-]{1,63}");

  static NameForm of(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.dNSName -> DNS;
      case GeneralName.rfc822Name -> EMAIL;
      case GeneralName.uniformResourceIdentifier -> URI_HOST;
      case GeneralName.iPAddress -> IP;
      case GeneralName.directoryName -> DIRECTORY;
      default -> OTHER;
    };
  }

  /** Whether a name to which a constraint applies can be compared at all. */
  abstract boolean isReadableName(GeneralName name);

  abstract boolean isReadableConstraint(GeneralName base);

  /** Whether the whole name lies within a permitted subtree. */
  abstract boolean isWithin(GeneralName name, GeneralName base);

  /** Whether any part of the name lies within an excluded subtree. */
  boolean reaches(GeneralName name, GeneralName base) {
    return isWithin(name, base);
  }

  private static String text(GeneralName name) {
    return ((ASN1String) name.getName()).getString().toLowerCase(Locale.ROOT);
  }

  private static byte[] octets(GeneralName name) {
    return ASN1OctetString.getInstance(name.getName()).getOctets();
  }

  private static List<String> labels(String domain) {
    return Arrays.asList(withoutTrailingDot(domain).split("\\.", -1));
  }

  private static boolean isInDomain(String name, String domain) {
    String host = withoutTrailingDot(name);
    if (domain.isEmpty()) {
      return true;
    }
    return domain.startsWith(".")
        ? host.endsWith(domain)
        : host.equals(domain) || host.endsWith("." + domain);
  }

  private static boolean isDomain(String domain, boolean wildcards) {
    return !domain.isEmpty()
        && domain.length() <= 254
        && labels(domain).stream()
            .allMatch(label ->
                LABEL.matcher(label).matches()
                    || (wildcards && WILDCARD_LABEL.matcher(label).matches()));
  }

  private static String withoutLeadingDot(String domain) {
    return domain.startsWith(".") ? domain.substring(1) : domain;
  }

  private static String withoutTrailingDot(String domain) {
    return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
  }

  private static @Nullable String hostOf(String uri) {
    try {
      String host = new URI(uri).getHost();
      // Constraints speak about domains; an address or no host at all must be refused.
      return host != null && isDomain(host, false) && !host.matches("[0-9.]+")
          ? withoutTrailingDot(host)
          : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static boolean isPrefixMask(byte[] range) {
    boolean ended = false;
    for (int bit = range.length * 4; bit < range.length * 8; bit++) {
      boolean set = (range[bit / 8] & (0x80 >> (bit % 8))) != 0;
      if (set && ended) {
        return false;
      }
      ended = !set;
    }
    return true;
  }
}
