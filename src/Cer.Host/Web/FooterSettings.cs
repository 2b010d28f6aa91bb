using System.Text.Json.Serialization;

namespace Cer.Host.Web;

/// <summary>What the foot of every page says of the body that offers them.</summary>
/// <param name="Accessibility">Address of the accessibility declaration that the body published.</param>
/// <param name="Feedback">Where a barrier is told: a mail address, or that of a page.</param>
/// <remarks>Law 4/2004, article 3-quater: the declaration is linked from every page, with a way to report.</remarks>
internal sealed record FooterSettings(
    [property: JsonPropertyName("accessibility")] string? Accessibility,
    [property: JsonPropertyName("feedback")] string? Feedback)
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    [JsonIgnore]
    public string? Problem =>
        Accessibility is { Length: > 0 } && !IsPage(Accessibility)
            ? "Found another accessibility in footer, expected an address that begins with https://."
        : Feedback is { Length: > 0 } && !IsPage(Feedback) && !IsMail(Feedback)
            ? "Found another feedback in footer, expected a mail address or one that begins with https://."
        : null;

    private static bool IsPage(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http";

    private static bool IsMail(string text) =>
        text.Split('@') is [{ Length: > 0 }, { Length: > 2 } host]
        && host.Contains('.', StringComparison.Ordinal)
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "@._-+'".Contains(letter, StringComparison.Ordinal));
}
