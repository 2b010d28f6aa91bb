using System.Net;
using Cer.Host.Data;
using Cer.Host.Ingress;

namespace Cer.Host.People;

/// <summary>Where browsers find the pages; never what a call says of itself where others would believe it.</summary>
internal sealed class PublicPlace(Settings settings) : IPagePlace
{
    /// <summary>An address that a letter may name; null without <c>public_url</c>, and inside Home Assistant.</summary>
    public Uri? PageOf(string path) => settings is { Ingress: false, PublicUrl: { Length: > 0 } place }
        ? new Uri($"{place.TrimEnd('/')}/{path}")
        : null;

    /// <summary>The origin at which passkeys are registered and used; else why there can be none.</summary>
    /// <remarks>
    /// WebAuthn level 3, section 5: a secure context, and a domain, which an address of numbers is not. Who sets no public_url
    /// has passkeys at the address that the browser calls: a browser itself binds them to that.
    /// </remarks>
    public (Uri? Origin, string? Why) Passkeys(HttpContext context)
    {
        if (settings.Ingress || IngressCall.Of(context) is not null) return (null, "home");
        var told = settings.PublicUrl is { Length: > 0 } set ? set : $"{context.Request.Scheme}://{context.Request.Host}";
        if (!Uri.TryCreate(told, UriKind.Absolute, out var place)) return (null, "insecure");
        var origin = new Uri(place.GetLeftPart(UriPartial.Authority));
        if (IPAddress.TryParse(origin.Host.Trim('[', ']'), out _)) return (null, "address");
        return origin.Scheme == Uri.UriSchemeHttps || origin.Host == "localhost" ? (origin, null) : (null, "insecure");
    }

    public static string Sentence(string why) => why switch
    {
        "home" => "Found the pages inside Home Assistant, expected them at an address of their own: passkeys cannot be used in a frame.",
        "address" => "Found an address of numbers, expected a name such as cer.comune.example or localhost: passkeys belong to a name.",
        _ => "Found a connection without https, expected https or localhost: browsers keep passkeys for those.",
    };
}
