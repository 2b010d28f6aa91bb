using System.Net;
using System.Security.Cryptography.X509Certificates;
using Cer.Messaging.Smtp;
using Cer.Messaging.Tests.Mqtt;
using Cer.Operations.Mail;

namespace Cer.Messaging.Tests.Smtp;

/// <summary>Nothing is said in the clear to a server that must encrypt, and nothing to one that is not the one expected.</summary>
public sealed class SmtpTlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-smtp-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Over_TLS_a_letter_is_sent_and_the_name_is_given_only_there(bool isImplicit)
    {
        var certificates = await CertificatesAsync("own", IPAddress.Loopback);
        await using var server = Server(certificates, isImplicit);
        await using (var session = await SmtpSession.OpenAsync(Options(server, isImplicit, certificates), Cancellation))
        {
            var outcome = await session.SendAsync(
                new(EmailAddress.Parse("cer@esempio.invalid", null), [EmailAddress.Parse("rosa@esempio.invalid", null)]),
                "Subject: a\r\n\r\nb\r\n"u8.ToArray(),
                _ => Task.FromResult(true),
                Cancellation);
            Assert.IsType<SmtpOutcome.Accepted>(outcome);
        }

        var heard = server.Heard.ToList();
        if (!isImplicit) Assert.True(
            heard.IndexOf("STARTTLS") < heard.FindIndex(line => line.StartsWith("AUTH", StringComparison.Ordinal)));
        Assert.Single(server.Taken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_of_another_authority_hears_nothing(bool isImplicit)
    {
        var certificates = await CertificatesAsync("other", IPAddress.Loopback);
        await CertificatesAsync("own", IPAddress.Loopback);
        await using var server = Server(certificates, isImplicit, "other");
        await UntrustedAsync(server, Options(server, isImplicit, certificates));
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        var certificates = await CertificatesAsync("own", IPAddress.Parse("192.0.2.1"));
        await using var server = Server(certificates, isImplicit: false);
        await UntrustedAsync(server, Options(server, isImplicit: false, certificates));
    }

    [Theory]
    [InlineData("PIPELINING", null)]
    [InlineData("STARTTLS", "454 4.7.0 not now")]
    [InlineData("STARTTLS", "250 fine")]
    [InlineData("STARTTLS", "220 go on\r\n250 said in the clear")]
    public async Task Encryption_taken_away_ends_the_session_before_a_name_or_letter_is_said(string ability, string? answer)
    {
        var certificates = await CertificatesAsync("own", IPAddress.Loopback);
        await using var server = new FaultServer
        {
            Abilities = [ability, "AUTH PLAIN"],
            Answer = (_, line) => line == "STARTTLS" ? answer : null,
        };
        var fault = await Assert.ThrowsAsync<SmtpFault>(
            () => SmtpSession.OpenAsync(Options(server, isImplicit: false, certificates), Cancellation));
        Assert.Contains(fault.Kind, new[] { SmtpFaultKind.Unencrypted, SmtpFaultKind.Garbled });
        Assert.DoesNotContain(server.Heard, line => line.StartsWith(
            "AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_in_the_clear_where_TLS_is_expected_is_told()
    {
        var certificates = await CertificatesAsync("own", IPAddress.Loopback);
        await using var server = new FaultServer();
        var fault = await Assert.ThrowsAsync<SmtpFault>(
            () => SmtpSession.OpenAsync(Options(server, isImplicit: true, certificates), Cancellation));
        Assert.Contains(fault.Kind, new[] { SmtpFaultKind.Unreachable, SmtpFaultKind.Untrusted });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task UntrustedAsync(FaultServer server, SmtpOptions options)
    {
        var fault = await Assert.ThrowsAsync<SmtpFault>(() => SmtpSession.OpenAsync(options, Cancellation));
        Assert.Equal((SmtpFaultKind.Untrusted, true), (fault.Kind, fault.IsLasting));
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    private static FaultServer Server(Certificates certificates, bool isImplicit, string name = "own") => new()
    {
        Certificate = X509Certificate2.CreateFromPemFile(
            certificates.FileOf($"{name}-server.pem"), certificates.FileOf($"{name}-server.key")),
        IsImplicit = isImplicit,
        Abilities = ["STARTTLS", "AUTH PLAIN"],
    };

    private static SmtpOptions Options(FaultServer server, bool isImplicit, Certificates certificates) => server.Options with
    {
        Security = isImplicit ? SmtpSecurity.Tls : SmtpSecurity.StartTls,
        AuthorityFile = certificates.FileOf("own-ca.pem"),
        Username = "cer",
        Password = "secret",
    };

    private async Task<Certificates> CertificatesAsync(string name, IPAddress address)
    {
        var certificates = new Certificates(_folder);
        await certificates.MakeAsync(name, address);
        return certificates;
    }
}
