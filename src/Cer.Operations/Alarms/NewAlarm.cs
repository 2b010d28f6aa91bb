using NodaTime;

namespace Cer.Operations.Alarms;

/// <summary>Something to be alarmed about.</summary>
/// <param name="Key">Names the incident: while one is open, the same is not raised again.</param>
/// <param name="Kind">A word for what kind it is, such as <c>production</c>.</param>
/// <param name="Severity">info, warning or critical.</param>
/// <param name="Title">One line.</param>
/// <param name="Detail">More, or nothing.</param>
/// <param name="Since">When it began.</param>
public sealed record NewAlarm(string Key, string Kind, string Severity, string Title, string Detail, Instant Since)
{
    public const int LongestKey = 200;
    public const int LongestTitle = 300;
    public const int LongestDetail = 8000;

    public static readonly IReadOnlyList<string> Severities = ["info", "warning", "critical"];

    /// <summary>Where, as people call it; empty for the whole community.</summary>
    public string Place { get; init; } = "";

    public IReadOnlyList<AlarmFigure> Figures { get; init; } = [];

    /// <summary>What is wrong with it, as a sentence; null when nothing is.</summary>
    public string? Problem =>
        Key.Length is 0 or > LongestKey ? $"Found a key of {Key.Length} characters, expected 1 to {LongestKey}."
        : Title.Length is 0 or > LongestTitle ? $"Found a title of {Title.Length} characters, expected 1 to {LongestTitle}."
        : Detail.Length > LongestDetail ? $"Found a text of {Detail.Length} characters, expected at most {LongestDetail}."
        : Place.Length > 200 ? $"Found a place of {Place.Length} characters, expected at most 200."
        : Kind.Length is 0 or > 40 || !Kind.All(letter => letter is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            || !char.IsAsciiLetterLower(Kind[0])
            ? "Found another kind, expected a word of small letters, digits and underscores."
        : !Severities.Contains(Severity) ? "Found another severity, expected info, warning or critical."
        : null;
}
