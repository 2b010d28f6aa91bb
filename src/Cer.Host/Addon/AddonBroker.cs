namespace Cer.Host.Addon;

/// <summary>An MQTT broker: that of the options, or the one that Home Assistant offers its apps.</summary>
internal sealed record AddonBroker(string Host, int Port, string Username, string Password, bool Tls)
{
    /// <summary>That of the options; null when they leave it to Home Assistant.</summary>
    public static AddonBroker? Of(OptionReader options)
    {
        var host = options.Text("host", "the name or address of a broker", text => Uri.CheckHostName(text) != UriHostNameType.Unknown);
        var tls = options.Flag("tls", false);
        var port = options.Number("port", 1, 65535) ?? (tls ? 8883 : 1883);
        var (username, password) = (options.Text("username", "a user of the broker"), options.Secret("password"));
        options.Needs("host", host is not null, "username", username is not null);
        options.Needs("host", host is not null, "password", password is not null);
        options.Needs("username", username is not null, "host", host is not null);
        return host is not null && username is not null && password is not null ? new(host, port, username, password, tls) : null;
    }
}
