using Cer.Domain.Codes;
using Cer.Host.Data;
using Cer.Messaging.Gme;

namespace Cer.Host.Market;

/// <summary>The section gme of the settings, read and checked.</summary>
/// <param name="Options">How the interface is reached.</param>
/// <param name="Zones">Zones besides those of the communities' units.</param>
internal sealed record GmeWay(GmeOptions Options, IReadOnlyList<MarketZone> Zones)
{
    /// <exception cref="UserFault">A word of the section is wrong, or the file that it names.</exception>
    public static GmeWay Of(GmeSettings gme, string folder)
    {
        if (string.IsNullOrWhiteSpace(gme.Login)) throw Fault("login", "nothing", "the login of the registration at GME");
        if (gme.Password is null == gme.PasswordFile is null)
            throw Fault("password_file", "both or none of password_file and password", "one of them");
        List<MarketZone> zones = [];
        foreach (var word in gme.Zones ?? [])
            zones.Add(CodeLists.Zones.TryParse(word ?? "", out var zone) ? zone
                : throw Fault("zones", $"'{word}'", CodeLists.Zones.Expected));
        return new(
            new()
            {
                Base = Address("gme", "base", gme.Base ?? GmeOptions.UsualBase),
                Login = gme.Login,
                Password = gme.Password ?? SecretFile.Read("gme", "password_file", Path.Combine(folder, gme.PasswordFile!)),
            },
            zones);
    }

    /// <summary>An address of a section; in the clear to this machine only.</summary>
    internal static Uri Address(string section, string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.UserInfo.Length == 0 && address.Query.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new UserFault(
                $"Found another {name} in the section {section} of {Settings.FileName}, expected one such as"
                + " https://example.org, without a password; http only to this machine.");

    private static UserFault Fault(string name, string found, string expected) =>
        new($"Found {found} as {name} in the section gme of {Settings.FileName}, expected {expected}.");
}
