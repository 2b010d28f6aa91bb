using Cer.Operations.People.Sessions;

namespace Cer.Host.People;

/// <summary>From where a call comes, in words that its owner knows again.</summary>
internal static class Visiting
{
    private const int Longest = 500;

    // The first that fits: each names those it descends from too.
    private static readonly (string Mark, string Word)[] Browsers =
    [
        ("Edg", "edge"), ("OPR/", "opera"), ("SamsungBrowser", "samsung"), ("Firefox", "firefox"), ("FxiOS", "firefox"),
        ("CriOS", "chrome"), ("Chrome", "chrome"), ("Safari", "safari"),
    ];

    private static readonly (string Mark, string Word)[] Systems =
    [
        ("Android", "android"), ("iPhone", "iphone"), ("iPad", "ipad"), ("Windows", "windows"), ("CrOS", "chromeos"),
        ("Mac OS X", "macos"), ("Linux", "linux"),
    ];

    public static Visitor Visitor(this HttpContext context)
    {
        var told = context.Request.Headers.UserAgent.ToString();
        if (told.Length > Longest) told = told[..Longest];
        return new(
            context.Connection.RemoteIpAddress,
            SessionCookie.DeviceOf(context),
            Word(told, Browsers),
            Word(told, Systems));
    }

    private static string Word(string told, (string Mark, string Word)[] known) =>
        Array.Find(known, one => told.Contains(one.Mark, StringComparison.Ordinal)).Word ?? "other";
}
