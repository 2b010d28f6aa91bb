using System.Security.Cryptography;
using Cer.Host.Data;
using Cer.Host.Market;
using Cer.Messaging.Submitting;

namespace Cer.Host.Submitting;

/// <summary>The section submissions of the settings, read and checked.</summary>
internal static class SubmissionWay
{
    private const string Section = "submissions";

    /// <exception cref="UserFault">A word of the section is wrong, or a file that it names.</exception>
    public static (PortalOptions Options, HttpClient Http) Of(SubmissionSettings section, string folder)
    {
        if (section.Environment is not ("sandbox" or "production")) throw Fault("environment", "sandbox or production");
        if (string.IsNullOrWhiteSpace(section.Base)) throw Fault("base", "the address of the interface");
        if (string.IsNullOrWhiteSpace(section.ClientId)) throw Fault("client_id", "the id of the program there");
        if (section.ClientSecretFile is not { Length: > 0 } secret) throw Fault("client_secret_file", "a file with the secret");
        if (section.CallsPerMinute is < 1 or > 6000) throw Fault("calls_per_minute", "1 to 6000");
        if (section.PatienceSeconds is < 1 or > 600) throw Fault("patience_seconds", "1 to 600");
        var options = new PortalOptions
        {
            Base = GmeWay.Address(Section, "base", section.Base),
            ClientId = section.ClientId,
            ClientSecret = SecretFile.Read(Section, "client_secret_file", Path.Combine(folder, secret)),
            IsSandbox = section.Environment == "sandbox",
            CallsPerMinute = section.CallsPerMinute ?? 60,
            Patience = TimeSpan.FromSeconds(section.PatienceSeconds ?? 60),
        };
        var tls = new PortalTls
        {
            AuthorityFile = Found(folder, section.Authority),
            CertificateFile = Found(folder, section.Certificate),
            KeyFile = Found(folder, section.Key),
        };
        try
        {
            return (options, tls.Client());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UserFault(
                $"Found files of the section {Section} of {Settings.FileName} that cannot be used"
                + $" ({failure.Message.TrimEnd('.')}),"
                + " expected certificate, key and authority as PEM.");
        }
    }

    private static string? Found(
        string folder, string? file) => file is null ? null : Path.GetFullPath(file, Path.GetFullPath(folder));

    private static UserFault Fault(string name, string expected) =>
        new($"Found another {name} in the section {Section} of {Settings.FileName}, expected {expected}.");
}
