using System.Net;
using System.Text.RegularExpressions;
using Cer.Operations.Ingress;

namespace Cer.Host.Ingress;

/// <summary>What the Supervisor says of a call that comes through Home Assistant.</summary>
/// <param name="Place">The path below which the browser sees the pages, such as /api/hassio_ingress/TOKEN; empty without.</param>
/// <param name="User">Who is signed in to Home Assistant; null in sessions that do not tell.</param>
/// <param name="From">Where the browser is; null when nobody tells.</param>
/// <param name="Scheme">http or https, as the browser sees it; null when nobody tells.</param>
internal sealed partial record IngressCall(string Place, HomeUser? User, IPAddress? From, string? Scheme)
{
    private const int LongestName = 200;
    private static readonly object Key = new();

    // What the Supervisor sets itself. A browser's own are replaced there, and mean nothing here.
    private static readonly string[] Headers =
    [
        "X-Ingress-Path", "X-Remote-User-Id", "X-Remote-User-Name", "X-Remote-User-Display-Name",
        "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For",
    ];

    public static IngressCall? Of(HttpContext context) => context.Items[Key] as IngressCall;

    /// <summary>Reads the headers, takes them off the request, and remembers what they say.</summary>
    public static IngressCall Take(HttpContext context)
    {
        var headers = context.Request.Headers;
        string? One(string name) => headers[name] is [{ Length: > 0 } only] ? only : null;
        var call = new IngressCall(
            One("X-Ingress-Path") is { } place && PlaceForm().IsMatch(place) ? place : "",
            UserOf(One("X-Remote-User-Id"), One("X-Remote-User-Display-Name") ?? One("X-Remote-User-Name")),
            FromOf(headers["X-Forwarded-For"].ToString()),
            One("X-Forwarded-Proto") is "http" or "https" ? One("X-Forwarded-Proto") : null);
        foreach (var name in Headers) headers.Remove(name);
        context.Items[Key] = call;
        return call;
    }

    private static HomeUser? UserOf(string? id, string? name)
    {
        if (id is null || !IdForm().IsMatch(id)) return null;
        var shown = new string([.. (name ?? "").Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))]).Trim();
        return new(id, shown.Length > LongestName ? shown[..LongestName] : shown);
    }

    /// <summary>The last but one: core adds the browser to the list, and the Supervisor adds core.</summary>
    /// <remarks>What stands before was said by the browser itself, or is the word None.</remarks>
    private static IPAddress? FromOf(string list) =>
        list.Length < 1000 && list.Split(',') is [.., var browser, _] && IPAddress.TryParse(browser.Trim(), out var address)
            ? address
            : null;

    [GeneratedRegex(@"\A(/[A-Za-z0-9_.~-]+){1,8}\z")]
    private static partial Regex PlaceForm();

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}\z")]
    private static partial Regex IdForm();
}
