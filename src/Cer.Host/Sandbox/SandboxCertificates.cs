using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cer.Host.Sandbox;

/// <summary>The certificates that the sandbox makes at its first start: its own, and one for the client to show.</summary>
internal static class SandboxCertificates
{
    public const string ServerFile = "server.pem";
    public const string ClientFile = "client.pem";
    public const string ClientKeyFile = "client.key";

    private const string ServerKeyFile = "server.key";
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    public static X509Certificate2 Server(string folder, Uri url, TimeProvider time)
    {
        Make(folder, ServerFile, ServerKeyFile, "CN=CerAutomation sandbox (NOT GSE)", ForServers, url.Host, time);
        // A key that only lives in memory cannot be used by every system's TLS.
        using var read = X509Certificate2.CreateFromPemFile(
            Path.Combine(folder, ServerFile), Path.Combine(folder, ServerKeyFile));
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The certificate that a client has to show, without its key.</summary>
    public static X509Certificate2 Client(string folder, TimeProvider time)
    {
        Make(folder, ClientFile, ClientKeyFile, "CN=CerAutomation sandbox client", ForClients, null, time);
        return X509Certificate2.CreateFromPem(File.ReadAllText(Path.Combine(folder, ClientFile)));
    }

    private static void Make(
        string folder, string file, string keyFile, string name, string usage, string? host, TimeProvider time)
    {
        if (File.Exists(Path.Combine(folder, file)) && File.Exists(Path.Combine(folder, keyFile))) return;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(host is not null, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (host is not null) request.CertificateExtensions.Add(Names(host));
        var now = time.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(5));
        SandboxFiles.Write(Path.Combine(folder, keyFile), key.ExportPkcs8PrivateKeyPem());
        SandboxFiles.Write(Path.Combine(folder, file), made.ExportCertificatePem());
    }

    private static X509Extension Names(string host)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else if (host != "localhost") names.AddDnsName(host);
        return names.Build();
    }
}
