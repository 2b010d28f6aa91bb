using System.Diagnostics.CodeAnalysis;

namespace Cer.Operations.Mail;

/// <summary>Who a letter says it is from: an address, with a name before it or without.</summary>
public sealed record Sender(string? Name, EmailAddress Address)
{
    public const string Form = "an address such as cer@comune.it, or Comune <cer@comune.it>";

    private const int LongestName = 100;

    public static bool TryParse(string? text, [NotNullWhen(true)] out Sender? sender)
    {
        sender = null;
        var trimmed = text?.Trim() ?? "";
        var open = trimmed.LastIndexOf('<');
        var written = open >= 0 && trimmed.EndsWith('>') ? trimmed[(open + 1)..^1] : trimmed;
        if (!EmailAddress.TryParse(written, null, out var address)) return false;
        var name = open > 0 ? trimmed[..open].Trim().Trim('"') : "";
        if (name.Length > LongestName || name.Any(char.IsControl)) return false;
        sender = new(name.Length == 0 ? null : name, address);
        return true;
    }
}
