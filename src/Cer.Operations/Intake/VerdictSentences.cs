using System.Globalization;
using Cer.Exchange.UrbanDatasets;

namespace Cer.Operations.Intake;

/// <summary>Puts the verdicts on the lines of a message into one text: every line that was not simply stored.</summary>
public static class VerdictSentences
{
    private const int MostLines = 50;

    /// <summary>The text; empty when there is nothing to say.</summary>
    public static string Of(IReadOnlyList<LineVerdict> lines)
    {
        string[] sentences = [.. lines.Where(IsRemarkable).Take(MostLines).Select(Of)];
        var more = lines.Count(IsRemarkable) - sentences.Length;
        var text = string.Join("; ", sentences);
        return more > 0 ? string.Create(CultureInfo.InvariantCulture, $"{text}; and {more} lines more") : text;
    }

    /// <summary>Why a line is not simply stored; null when it is.</summary>
    public static string? Reason(LineVerdict line) => line switch
    {
        { Reason: { } reason, Warnings: [] } => reason,
        { Reason: { } reason } => $"{reason}; warned: {string.Join("; ", line.Warnings)}",
        { Warnings: [] } => null,
        _ => string.Join("; ", line.Warnings),
    };

    private static bool IsRemarkable(LineVerdict line) => line.Reason is not null || line.Warnings.Count > 0;

    private static string Of(LineVerdict line)
    {
        var fate = line.Fate switch
        {
            LineFate.Refused => "refused",
            LineFate.Quarantined => "kept apart",
            LineFate.Repeated => "ignored",
            _ => "stored with a warning",
        };
        return string.Create(CultureInfo.InvariantCulture, $"line {line.Line} {fate}: {Reason(line)}");
    }
}
