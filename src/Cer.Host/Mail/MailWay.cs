using System.Globalization;
using System.Net;
using Cer.Host.Data;
using Cer.Messaging.Smtp;
using Cer.Operations.Mail;

namespace Cer.Host.Mail;

/// <summary>The section mail of the settings, read and checked: where letters go, and how long sending waits.</summary>
/// <param name="Server">How the server is reached; null when letters go into a folder.</param>
/// <param name="Folder">The folder they go into when there is no server.</param>
/// <param name="From">Who they are from.</param>
/// <param name="ReplyTo">Where answers go, when elsewhere.</param>
/// <param name="Times">How long what waits.</param>
/// <param name="BounceFolder">Where reports of non-delivery come in; null when nowhere.</param>
internal sealed record MailWay(
    SmtpOptions? Server, string Folder, Sender From, Sender? ReplyTo, SendingTimes Times, string? BounceFolder)
{
    private const string DemoSender = "CerAutomation <cer@localhost>";
    private const int LongestPassword = 1000;

    /// <exception cref="UserFault">A word of the section is wrong, or a file that it names.</exception>
    public static MailWay Of(Settings settings)
    {
        var data = settings.Folder ?? ".";
        var folder = Path.Combine(data, "mail");
        if (settings.Mail is not { } mail)
        {
            _ = Sender.TryParse(DemoSender, out var demo);
            return new(null, folder, demo!, null, new(), null);
        }

        var security = SecurityOf(mail.Security) ?? throw Fault("security", $"'{mail.Security}'", "starttls, tls or none");
        if (string.IsNullOrWhiteSpace(mail.Host)) throw Fault("host", "nothing", "the name of a mail server");
        if (security == SmtpSecurity.None && !IsLoopback(mail.Host))
            throw Fault(
                "security",
                $"none for {mail.Host}",
                "starttls or tls: only a server on this machine may hear letters and passwords in the clear");
        if (!Sender.TryParse(mail.From, out var from)) throw Fault("from", "no address", Sender.Form);
        Sender? replyTo = null;
        if (mail.ReplyTo is not null && !Sender.TryParse(
            mail.ReplyTo, out replyTo)) throw Fault("reply_to", "no address", Sender.Form);
        if (mail.Username is null != mail.PasswordFile is null)
            throw Fault("username", "one of username and password_file", "both, or neither for a server that asks for none");
        var lease = Duration("lease_seconds", mail.LeaseSeconds, 2, 86_400) ?? new SendingTimes().Lease.TotalSeconds;
        return new(
            new()
            {
                Host = mail.Host,
                Port = (int?)Duration("port", mail.Port, 1, 65_535) ?? UsualPort(security),
                Security = security,
                Username = mail.Username,
                Password = mail.PasswordFile is { } file ? Password(Path.Combine(data, file)) : null,
                AuthorityFile = mail.CaFile is { } authorities ? Readable(Path.Combine(data, authorities)) : null,
                // Whoever waits longer than his lease would hear an answer that came too late.
                FinalPatience = TimeSpan.FromSeconds(lease * 0.8),
            },
            folder,
            from,
            replyTo,
            new()
            {
                Lease = TimeSpan.FromSeconds(lease),
                FirstWait = TimeSpan.FromSeconds(Duration("first_wait_seconds", mail.FirstWaitSeconds, 1, 86_400) ?? 60),
                GiveUpAfter = TimeSpan.FromHours(Duration("give_up_after_hours", mail.GiveUpAfterHours, 1, 1000) ?? 96),
                Pace = TimeSpan.FromMinutes(Duration("per_minute", mail.PerMinute, 1, 100_000) is { } rate ? 1 / rate : 0),
            },
            mail.BounceFolder is { } bounces ? Path.Combine(data, bounces) : null);
    }

    /// <summary>The encryption by its word; null of another word.</summary>
    public static SmtpSecurity? SecurityOf(string? word) => word switch
    {
        null or "starttls" => SmtpSecurity.StartTls,
        "tls" => SmtpSecurity.Tls,
        "none" => SmtpSecurity.None,
        _ => null,
    };

    /// <summary>Whether a server is on this machine.</summary>
    public static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static int UsualPort(SmtpSecurity security) => security switch
    {
        SmtpSecurity.StartTls => 587,
        SmtpSecurity.Tls => 465,
        _ => 25,
    };

    private static double? Duration(string name, int? value, int least, int most) =>
        value is null || (value >= least && value <= most)
        ? value
        : throw Fault(name, string.Create(CultureInfo.InvariantCulture, $"{value}"), string.Create(
            CultureInfo.InvariantCulture, $"{least} to {most}"));

    private static string Password(string path)
    {
        Readable(path);
        if (!OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None)
            throw Fault("password_file", $"{path} that others may read", $"a file for its owner alone: chmod 600 {path}");
        var password = File.ReadLines(path).FirstOrDefault() ?? "";
        return password.Length is > 0 and <= LongestPassword
            ? password
            : throw Fault(
                "password_file",
                $"a first line of {password.Length} characters in {path}",
                "a password on the first line");
    }

    private static string Readable(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserFault(
                $"Found no file {path} that can be read, which the section mail of {Settings.FileName} names, expected one.");
        }
    }

    private static UserFault Fault(string name, string found, string expected) =>
        new($"Found {found} in mail.{name} of {Settings.FileName}, expected {expected}.");
}
