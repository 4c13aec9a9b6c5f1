package dev.countersign.policy.decision;

import static dev.countersign.policy.decision.RefusalCase.ALICE;
import static dev.countersign.policy.decision.RefusalCase.ROOT;
import static dev.countersign.policy.decision.RefusalCase.SELF;
import static dev.countersign.policy.decision.RefusalCase.certificate;
import static dev.countersign.policy.decision.RefusalCase.gate;
import static dev.countersign.policy.decision.RefusalCase.listing;
import static dev.countersign.policy.fixture.Gate.HOST;
import static dev.countersign.policy.fixture.Gate.presenting;
import static dev.countersign.policy.fixture.Sample.entry;
import static dev.countersign.policy.fixture.Sample.revoked;
import static dev.countersign.policy.fixture.Sample.stored;

import dev.countersign.policy.answer.RefusalCode;
import dev.countersign.policy.fixture.UnreadableChain;
import dev.countersign.testkit.certificate.CertificateMaker;
import dev.countersign.testkit.certificate.TestCertificate;
import java.util.List;
import java.util.stream.Stream;

/** Certificates that were not sent, are not listed, or not valid now. */
final class CertificateCauses {

  private static final String LIST = "the allow list of the API “orders API”";

  private CertificateCauses() {}

  static List<RefusalCase> all() {
    return Stream.of(without(), unlisted(), dates()).flatMap(List::stream).toList();
  }

  private static List<RefusalCase> without() {
    return List.of(
        certificate(
            RefusalCode.CERTIFICATE_REQUIRED,
            RefusalCause.NONE_SENT,
            gate(),
            presenting(),
            "The client sent no certificate, and the API “orders API” needs one.",
            "The caller should set its client certificate and the private key that belongs to it in"
                + " its software (with curl: --cert and --key). If it has none yet, it should ask"
                + " the owner of the API “orders API”."),
        certificate(
            RefusalCode.CERTIFICATE_REQUIRED,
            RefusalCause.NOT_ASKED,
            gate(),
            ClientConnection.tls("TLSv1.3", HOST, false, null),
            "The connection was made without asking for a certificate, and the API “orders API”"
                + " needs one.",
            "The caller should connect anew, with the API's own host name in the URL, so that the"
                + " gateway asks for its certificate."),
        certificate(
            RefusalCode.CERTIFICATE_NOT_ALLOWED,
            RefusalCause.UNREADABLE,
            gate(),
            ClientConnection.tlsWithUnreadableChain("TLSv1.3", HOST, UnreadableChain.garbage()),
            "What the client sent as its certificate was not accepted: "
                + UnreadableChain.garbage().getMessage()
                + (UnreadableChain.garbage().getMessage().endsWith(".") ? "" : "."),
            "The caller should send its own certificate and the intermediate certificates above it"
                + " to the API “orders API”, nothing else."));
  }

  private static List<RefusalCase> unlisted() {
    TestCertificate renewed = TestCertificate.selfSigned("self");
    return List.of(
        certificate(
            RefusalCause.UNKNOWN,
            gate(),
            "The client's certificate “<leaf>” is not known: it is not on " + LIST + ".",
            "The API's owner should upload “<leaf>” to the certificate store and put it on "
                + LIST
                + ", if this caller is to be let in; or the caller should present the certificate"
                + " that is listed.",
            SELF),
        certificate(
            RefusalCause.KNOWN_NOT_LISTED,
            gate(stored(SELF)),
            "The client's certificate “<leaf>” is in the certificate store, but not on "
                + LIST
                + ".",
            "The API's owner should put “<leaf>” on " + LIST + ", if this caller is to be let in.",
            SELF),
        certificate(
            RefusalCause.LISTED_ELSEWHERE,
            gate(stored(SELF), entry("invoices", SELF)),
            "The client's certificate “<leaf>” is on the allow list of the API “invoices API”, not"
                + " on that of “orders API”.",
            "The API's owner should put “<leaf>” on "
                + LIST
                + " too, if this caller is to be let in; or the caller meant the other API, and"
                + " should check the address.",
            SELF),
        certificate(
            RefusalCause.RENEWAL_NOT_LISTED,
            listing(SELF),
            "The client's certificate “<leaf>” is not on "
                + LIST
                + ", but one with the same key or the same name is: it looks like a renewal that"
                + " nobody has listed.",
            "If the caller says that it renewed its certificate, the API's owner should put"
                + " “<leaf>” on "
                + LIST
                + " beside the old one. A certificate of the same name proves nothing by itself.",
            renewed),
        certificate(
            RefusalCause.SENT_BUT_NOT_PROVEN,
            listing(ALICE),
            "The client's certificate “<leaf>” is not on "
                + LIST
                + "; a certificate that is on it was only sent along, without proof of its private"
                + " key.",
            "The caller should put the listed certificate first in its certificate file, before"
                + " “<leaf>”, and use the private key that belongs to it.",
            SELF,
            ALICE),
        certificate(
            RefusalCause.ISSUER_UNKNOWN,
            listing(ROOT),
            "The client's certificate “<leaf>” was issued by “<issuer>”, which was neither sent"
                + " along nor is in the certificate store.",
            "The caller should send the intermediate certificates together with its own; or the"
                + " API's owner should upload the certificate of “<issuer>” to the certificate"
                + " store. If nobody knows that issuer, the certificate is simply not allowed.",
            ROOT.issueCa("Issuing").issueClient("bob")));
  }

  private static List<RefusalCase> dates() {
    TestCertificate old = ROOT.issueClient("old", CertificateMaker::expired);
    TestCertificate early = ROOT.issueClient("early", CertificateMaker::notYetValid);
    return List.of(
        certificate(
            RefusalCode.CERTIFICATE_EXPIRED,
            RefusalCause.LEAF,
            listing(old),
            presenting(old),
            "The client's certificate “<leaf>” was valid until <until>.",
            "The caller should get a new certificate, give it to the API's owner to be put on the"
                + " allow list of “orders API”, and present that one. If it did so already, its"
                + " software still uses the old file."),
        certificate(
            RefusalCode.CERTIFICATE_NOT_YET_VALID,
            RefusalCause.LEAF,
            listing(early),
            presenting(early),
            "The client's certificate “<leaf>” is valid from <from> on, which is still to come.",
            "The caller should use its former certificate until then, or have one issued that"
                + " begins now. If that time has passed, a clock is wrong: the caller's CA's, or"
                + " the gateway's."),
        certificate(
            RefusalCode.CERTIFICATE_REVOKED,
            RefusalCause.LEAF,
            gate(revoked(ALICE), entry("orders", ALICE)),
            presenting(ALICE),
            "The client's certificate “<leaf>” was revoked by the owner of the API “orders API”.",
            "The caller should get a new certificate with a new private key. The API's owner can"
                + " tell why “<leaf>” was revoked."));
  }
}
