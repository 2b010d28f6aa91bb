namespace Cer.Host.Viewing.Months;

/// <summary>Why a month is not final: a word for pages to translate, and the sentence of the run.</summary>
internal sealed record ReasonView(string Code, string Text)
{
    private static readonly (string Begin, string Code)[] Known =
    [
        ("missing readings", "missing_readings"),
        ("missing prices", "missing_prices"),
        ("CAC not confirmed", "cac_not_confirmed"),
    ];

    public static ReasonView Of(string text) => new(
        Known.FirstOrDefault(known => text.StartsWith(known.Begin, StringComparison.Ordinal)).Code ?? "other", text);
}
