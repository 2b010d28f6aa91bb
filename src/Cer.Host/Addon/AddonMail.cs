namespace Cer.Host.Addon;

/// <summary>The mail server of the options.</summary>
internal sealed record AddonMail(string Host, string From)
{
    public int? Port { get; init; }

    public string? Security { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public string? ReplyTo { get; init; }

    /// <summary>Null when letters stay in their folder.</summary>
    public static AddonMail? Of(OptionReader options)
    {
        var host = options.Text("host", "the name of a mail server", text => Uri.CheckHostName(text) != UriHostNameType.Unknown);
        var from = options.Text("from", "a mail address", IsAddress);
        var read = new AddonMail(host ?? "", from ?? "")
        {
            Port = options.Number("port", 1, 65535),
            Security = options.Text("security", "starttls, tls or none", word => word is "starttls" or "tls" or "none"),
            Username = options.Text("username", "the user of the mailbox"),
            Password = options.Secret("password"),
            ReplyTo = options.Text("reply_to", "a mail address", IsAddress),
        };
        options.Needs("host", host is not null, "from", from is not null);
        options.Needs("from", from is not null, "host", host is not null);
        options.Needs("username", read.Username is not null, "password", read.Password is not null);
        options.Needs("password", read.Password is not null, "username", read.Username is not null);
        return host is not null && from is not null ? read : null;
    }

    private static bool IsAddress(string text) =>
        System.Net.Mail.MailAddress.TryCreate(text, out var address) && address.Host.Contains('.', StringComparison.Ordinal);
}
