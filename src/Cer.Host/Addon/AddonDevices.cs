namespace Cer.Host.Addon;

/// <summary>The door for devices and collectors of other houses, which have no Home Assistant user here.</summary>
/// <param name="Certificate">The file of the certificate; null for a door in clear text, which somebody asked for.</param>
/// <param name="Key">The file of its key.</param>
internal sealed record AddonDevices(string? Certificate, string? Key)
{
    /// <summary>That of the options; null when it is shut.</summary>
    /// <param name="options">The group.</param>
    /// <param name="folder">Where Home Assistant keeps certificates: /ssl in the container.</param>
    public static AddonDevices? Of(OptionReader options, string folder)
    {
        var isOpen = options.Flag("open", false);
        var isEncrypted = options.Flag("ssl", true);
        var certificate = Name(options, "certfile", "fullchain.pem");
        var key = Name(options, "keyfile", "privkey.pem");
        if (!isOpen) return null;
        if (!isEncrypted) return new(null, null);
        Look(options, folder, "certfile", certificate, "a certificate");
        Look(options, folder, "keyfile", key, "its key");
        return new(Path.Combine(folder, certificate), Path.Combine(folder, key));
    }

    private static string Name(OptionReader options, string option, string usual) =>
        options.Text(option, "the name of a file in the folder ssl of Home Assistant", name => !name.Contains('/')) ?? usual;

    private static void Look(OptionReader options, string folder, string option, string name, string what)
    {
        if (File.Exists(Path.Combine(folder, name))) return;
        options.Add(
            $"Option devices.{option}: found no file {name} in {folder}, expected {what}; or ssl: false, by which passwords and readings"
            + " pass in clear text.");
    }
}
