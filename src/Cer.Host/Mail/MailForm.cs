using System.Globalization;
using Cer.Messaging.Smtp;
using Cer.Operations.Desk;
using Cer.Operations.Mail;

namespace Cer.Host.Mail;

/// <summary>The way of letters as somebody fills it in; an empty text is nothing.</summary>
/// <param name="Host">The server.</param>
/// <param name="Port">Empty: the usual one of the encryption.</param>
/// <param name="Security">The encryption by its word.</param>
/// <param name="From">Who letters are from.</param>
/// <param name="ReplyTo">Where answers go, when elsewhere.</param>
/// <param name="Username">Empty where the server asks for none.</param>
/// <param name="Password">Empty: the one that is kept, while server and name stay.</param>
internal sealed record MailForm(
    string? Host, string? Port, string? Security, string? From, string? ReplyTo, string? Username, string? Password)
{
    private const int LongestHost = 253;
    private const int LongestName = 320;
    private const int LongestPassword = 1000;

    /// <summary>Every fault beside its field; what the server says is not asked yet.</summary>
    /// <param name="kept">What holds now.</param>
    public IReadOnlyList<FieldFault> Faults(MailSettings? kept)
    {
        var faults = new List<FieldFault>();
        if (Text(Host) is not { } host) Add("host", "needed", "nothing", "the name of a mail server");
        else if (host.Length > LongestHost || Uri.CheckHostName(host) == UriHostNameType.Unknown)
            Add("host", "mail_host", "another text", "a name as smtp.comune.it, or an address");
        if (Text(Port) is { } port && PortOf(port) is null) Add("port", "mail_port", "another text", "1 to 65535");
        if (MailWay.SecurityOf(Text(Security)) is not { } security)
            Add("security", "mail_security", "another word", "starttls, tls or none");
        else if (security == SmtpSecurity.None && Text(Host) is { } away && !MailWay.IsLoopback(away))
            Add(
                "security",
                "mail_clear",
                "none",
                "starttls or tls: only a server on this machine may hear letters and passwords in the clear");
        if (Text(From) is not { } from) Add("from", "needed", "nothing", Sender.Form);
        else if (!Sender.TryParse(from, out _)) Add("from", "mail_address", "no address", Sender.Form);
        if (Text(ReplyTo) is { } reply && !Sender.TryParse(reply, out _)) Add("replyTo", "mail_address", "no address", Sender.Form);
        if (Text(Username) is { } name && (name.Length > LongestName || name.Any(char.IsControl)))
            Add("username", "line", "another text", "one line of at most 320 characters");
        if (Text(Username) is null)
        {
            if (!string.IsNullOrEmpty(Password)) Add("username", "needed", "a password without a name", "both, or neither");
        }
        else if (string.IsNullOrEmpty(Password))
        {
            // Whoever may name another server must not make it be told a password that he does not know.
            if (!KeepsPassword(kept)) Add(
                "mailPassword", "mail_password", "nothing", "the password: with another server or name it is asked for anew");
        }
        else if (Password.Length > LongestPassword || Password.Any(char.IsControl))
        {
            Add("mailPassword", "line", "another text", "one line of at most 1000 characters");
        }

        return faults;

        void Add(string field, string code, string found, string expected) => faults.Add(new(field, code, found, expected));
    }

    /// <summary>Whether the password that is kept goes on being used.</summary>
    public bool KeepsPassword(MailSettings? kept) => string.IsNullOrEmpty(Password) && Text(Username) is { } name
        && kept is { PasswordFile: not null } && kept.Username == name && kept.Host == Text(Host)
        && kept.Port == (Text(Port) is { } port ? PortOf(port) : null)
        && MailWay.SecurityOf(kept.Security) == MailWay.SecurityOf(Text(Security));

    /// <summary>As the settings say it; what the form does not ask stays. Only without faults.</summary>
    public MailSettings Over(MailSettings? kept, string? passwordFile) =>
        (kept ?? new(Text(Host)!, Text(From)!)) with
        {
            Host = Text(Host)!,
            From = Text(From)!,
            Port = Text(Port) is { } port ? PortOf(port) : null,
            Security = Text(Security),
            ReplyTo = Text(ReplyTo),
            Username = Text(Username),
            PasswordFile = Text(Username) is null ? null : passwordFile,
        };

    private static string? Text(string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    private static int? PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65_535 ? port : null;
}
